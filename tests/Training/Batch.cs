using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>Windows padded to the longest, as tensors.</summary>
internal sealed class Batch
{
    private const float NoToken = -10000;

    public Batch(IReadOnlyList<Sample> samples)
    {
        Samples = samples;
        Length = samples.Max(sample => sample.Length);
        var (ids, types, mask) = (new long[samples.Count * Length], new long[samples.Count * Length], new float[samples.Count * Length]);
        Array.Fill(mask, NoToken);
        foreach (var (row, sample) in samples.Index())
        {
            for (var token = 0; token < sample.Length; token++)
            {
                var place = row * Length + token;
                ids[place] = sample.Window.Tokens[token].Id;
                types[place] = token < sample.Window.QuestionLength ? 0 : 1;
                mask[place] = 0;
            }
        }

        Ids = tensor(ids, [samples.Count, Length]);
        Types = tensor(types, [samples.Count, Length]);
        Mask = tensor(mask, [samples.Count, 1, 1, Length]);
    }

    public IReadOnlyList<Sample> Samples { get; }

    public int Length { get; }

    public Tensor Ids { get; }

    public Tensor Types { get; }

    public Tensor Mask { get; }

    /// <summary>Each sentence's tokens, counted over all windows.</summary>
    public IEnumerable<(int Row, int Sentence, int Start, int End)> Sentences() =>
        from row in Samples.Index()
        from sentence in row.Item.Window.Sentences.Index()
        select (row.Index, sentence.Index, row.Index * Length + sentence.Item.Start.Value, row.Index * Length + sentence.Item.End.Value);
}
