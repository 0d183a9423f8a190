using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Chunking;

/// <summary>
/// Packs neighbouring sentences into chunks of at most <paramref name="maxTokens"/> tokens. Each chunk begins with the last sentence of
/// the one before, where that leaves room for a new one, so that a pronoun is embedded together with the name it stands for.
/// </summary>
public sealed class Chunker(WordPieces pieces, int maxTokens)
{
    public IReadOnlyList<Chunk> Split(IReadOnlyList<Sentence> sentences)
    {
        var chunks = new List<Chunk>();
        var tokens = sentences.Select(sentence => pieces.In(sentence.Text).Count).ToArray();
        for (var first = 0; first < sentences.Count;)
        {
            if (tokens[first] > maxTokens)
            {
                chunks.AddRange(SplitOverlong(sentences[first].Text)
                    .Select((part, index) => new Chunk(chunks.Count + index, first, 1, part))
                    .ToList());
                first++;
                continue;
            }

            var (end, text) = Fill(sentences, tokens, first);
            chunks.Add(new Chunk(chunks.Count, first, end - first, text));
            first = OverlapFits(tokens, first, end) ? end - 1 : end;
        }

        return chunks;
    }

    private (int End, string Text) Fill(IReadOnlyList<Sentence> sentences, int[] tokens, int first)
    {
        var end = first + 1;
        for (var total = tokens[first]; end < tokens.Length && total + tokens[end] <= maxTokens; end++)
        {
            total += tokens[end];
        }

        // A tokenizer may count a joined text higher than its parts: the budget holds for what is really embedded.
        var text = Join(sentences, first, end);
        while (end > first + 1 && pieces.In(text).Count > maxTokens)
        {
            text = Join(sentences, first, --end);
        }

        return (end, text);
    }

    private bool OverlapFits(int[] tokens, int first, int end) =>
        end < tokens.Length && end - first > 1 && tokens[end - 1] + tokens[end] <= maxTokens;

    private static string Join(IReadOnlyList<Sentence> sentences, int first, int end) =>
        string.Join(' ', Enumerable.Range(first, end - first).Select(ordinal => sentences[ordinal].Text));

    private IEnumerable<string> SplitOverlong(string sentence)
    {
        for (var rest = sentence; rest.Length > 0;)
        {
            var length = LongestFittingPrefix(rest);
            yield return rest[..length].TrimEnd();
            rest = rest[length..].TrimStart();
        }
    }

    /// <summary>Length of the longest beginning within the budget: up to white space, or inside a word too long for a whole chunk.</summary>
    private int LongestFittingPrefix(string text)
    {
        // A token is seldom longer than a dozen characters: looking no further keeps a huge sentence from being counted again and again.
        var (fits, tooLong) = (1, Math.Min(text.Length, maxTokens * 12) + 1);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = pieces.In(text[..middle]).Count <= maxTokens ? (middle, tooLong) : (fits, middle);
        }

        if (fits == text.Length)
        {
            return fits;
        }

        var space = text.AsSpan(0, fits + 1).LastIndexOfAny(" \t\n\u00A0");
        if (space > 0)
        {
            return space;
        }

        return fits > 1 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits;
    }
}
