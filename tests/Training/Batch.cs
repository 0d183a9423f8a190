using NewsBot.Retrieval.Embeddings;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>Windows padded to the longest, as tensors.</summary>
internal sealed class Batch
{
    private const float NoToken = -10000;

    public Batch(IReadOnlyList<Sample> samples)
        : this([.. samples.Select(sample => new TokenizedText([.. sample.Window.Tokens.Select(token => token.Id)], sample.Window.QuestionLength, []))]) =>
        Samples = samples;

    public Batch(IReadOnlyList<TokenizedText> texts)
    {
        Length = texts.Max(text => text.Ids.Count);
        var (ids, types, mask) = (new long[texts.Count * Length], new long[texts.Count * Length], new float[texts.Count * Length]);
        Array.Fill(mask, NoToken);
        foreach (var (row, text) in texts.Index())
        {
            for (var token = 0; token < text.Ids.Count; token++)
            {
                var place = row * Length + token;
                ids[place] = text.Ids[token];
                types[place] = token < text.FirstSegment ? 0 : 1;
                mask[place] = 0;
            }
        }

        Ids = tensor(ids, [texts.Count, Length]);
        Types = tensor(types, [texts.Count, Length]);
        Mask = tensor(mask, [texts.Count, 1, 1, Length]);
    }

    public IReadOnlyList<Sample> Samples { get; } = [];

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
