using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// A text as a network of BERT's kind takes it. A run reads one text: measured, some hundred tokens are as fast by themselves as among others, and
/// attention needs neither padding nor a mask, which costs it a tenth.
/// </summary>
public sealed class TokenInputs : IDisposable
{
    /// <summary>int32 [tokens]: ids in the vocabulary.</summary>
    public const string TokenIds = "token_ids";

    /// <summary>int32 [tokens]: 0 for the text's first segment, 1 for its second.</summary>
    public const string Segments = "segments";

    /// <summary>int32 [tokens]: each token's place in the text, from 0.</summary>
    public const string Positions = "positions";

    /// <summary>float [parts, tokens], of the sentence encoder alone: a token's share in the mean over each part of the text, 0 outside the part.</summary>
    public const string Shares = "shares";

    /// <summary>float [parts, width], the sentence encoder's output: vectors of unit length.</summary>
    public const string Vectors = "vectors";

    private readonly List<OrtValue> inputs = [];
    private readonly List<string> names = [];

    /// <param name="text">At least one token.</param>
    public TokenInputs(TokenizedText text)
    {
        var count = text.Ids.Count;
        Add(TokenIds, text.Ids.ToArray(), count);
        Add(Segments, Enumerable.Range(0, count).Select(token => token < text.FirstSegment ? 0 : 1).ToArray(), count);
        Add(Positions, Enumerable.Range(0, count).ToArray(), count);
        if (text.Parts.Count > 0)
        {
            Add(Shares, SharesOf(text), text.Parts.Count, count);
        }
    }

    /// <summary>Runs the network, and gives what it tells: float, as its output says.</summary>
    public float[] Run(InferenceSession session, string output)
    {
        using var options = new RunOptions();
        using var outputs = session.Run(options, names, inputs, [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => inputs.ForEach(input => input.Dispose());

    private static float[] SharesOf(TokenizedText text)
    {
        var shares = new float[text.Parts.Count * text.Ids.Count];
        foreach (var (part, range) in text.Parts.Index())
        {
            var (start, count) = range.GetOffsetAndLength(text.Ids.Count);
            shares.AsSpan((part * text.Ids.Count) + start, count).Fill(1f / count);
        }

        return shares;
    }

    private void Add<T>(string name, T[] values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        names.Add(name);
        inputs.Add(OrtValue.CreateTensorValueFromMemory(values, shape.ToArray()));
    }
}

/// <summary>A text as it is read.</summary>
/// <param name="Ids">Of its tokens.</param>
/// <param name="FirstSegment">How many of them are of the first segment.</param>
/// <param name="Parts">Which stretches of the tokens get a vector each. Every token is read in the light of the whole text, whatever its part.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, int FirstSegment, IReadOnlyList<Range> Parts);
