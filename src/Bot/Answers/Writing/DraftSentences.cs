using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers.Writing;

/// <summary>Cuts what a model writes into sentences while it comes: each with its marks <c>[n]</c>, and as soon as it is known to be whole.</summary>
internal static partial class DraftSentences
{
    // No sentence that anybody would read is longer.
    private const int MaxLength = 2_000;

    /// <param name="pieces">As they come, cut anywhere.</param>
    public static async IAsyncEnumerable<string> SplitAsync(IAsyncEnumerable<string> pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            text.Append(piece);
            while (EndOfFirst(text.ToString()) is { } end)
            {
                foreach (var sentence in SentencesOf(text.ToString(0, end)))
                {
                    yield return sentence;
                }

                text.Remove(0, end);
            }
        }

        foreach (var sentence in SentencesOf(text.ToString()))
        {
            yield return sentence;
        }
    }

    /// <summary>Where the first line, or the first sentence with its marks, is over; null while more of it may come.</summary>
    private static int? EndOfFirst(string text) =>
        End().Match(text) is { Success: true } end ? end.Index + end.Length : text.Length > MaxLength ? text.Length : null;

    /// <summary>
    /// Several sentences before one group of marks are several: only the last is marked. Within quotation marks a sentence does not end.
    /// </summary>
    private static IEnumerable<string> SentencesOf(string text)
    {
        text = Bullet().Replace(text, "").Trim();
        if (text.Length == 0)
        {
            yield break;
        }

        var marks = Marks().Match(text);
        var words = text[..marks.Index];
        var start = 0;
        foreach (var sentence in SentenceSplitter.Split(words).SkipLast(1))
        {
            if (IsBalanced(words.AsSpan(start, sentence.End - start)))
            {
                yield return words[start..sentence.End].Trim();
                start = sentence.End;
            }
        }

        yield return words[start..].Trim() + marks.Value;
    }

    private static bool IsBalanced(ReadOnlySpan<char> words) => words.Count('"') % 2 == 0 && words.Count('“') == words.Count('”');

    // A line, or a full stop with marks before or after it: these may be several, and more may follow until something else does.
    [GeneratedRegex("""\n|([.!?…]["”’')]*(\s*\[[\d\s,;]+\])+|(\s*\[[\d\s,;]+\])+[.!?…]["”’')]*)\s*(?=[^\s\[.!?…,;:"”’')\]])""", RegexOptions.ExplicitCapture)]
    private static partial Regex End();

    // With the full stop that may stand after them.
    [GeneratedRegex(@"((\s*\[[\d\s,;]+\])+[.!?…]?)?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*([-*•–]|\d{1,2}[.)])\s+", RegexOptions.ExplicitCapture)]
    private static partial Regex Bullet();
}
