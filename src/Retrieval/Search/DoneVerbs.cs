using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// Words that a question asks about as done: <c>When did the banks reopen?</c> is answered where banks <em>reopened</em>, and not where they
/// are to reopen; <c>Who resigned?</c> not by who threatened to resign.
/// </summary>
internal sealed partial class DoneVerbs
{
    // The words as a story writes them when they are done, each with the question's stem.
    private readonly Dictionary<string, string> irregular = new(StringComparer.Ordinal);
    private readonly HashSet<string> regular = new(StringComparer.Ordinal);

    public DoneVerbs(string question)
    {
        // "did … reopen", and else what the question itself tells as done: "who resigned"
        var did = Did().Match(question);
        var tokens = Token.AllIn(did.Success ? question[(did.Index + did.Length)..] : question);
        foreach (var token in tokens.Where(token => token is { IsStopWord: false, IsCapitalised: false } && (did.Success || BaseForms.IsPast(token.Term.Word))))
        {
            regular.Add(token.Stem);
            foreach (var form in did.Success ? BaseForms.IrregularOf(token.Term.Word) : [token.Term.Word])
            {
                irregular.TryAdd(form, token.Stem);
            }
        }
    }

    /// <summary>The question's stems of which the sentence has a form that tells what was done.</summary>
    public IReadOnlySet<string> In(IReadOnlyList<Token> sentence)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in regular.Count == 0 ? [] : sentence)
        {
            if (irregular.TryGetValue(token.Term.Word, out var stem))
            {
                done.Add(stem);
            }
            else if (regular.Contains(token.Stem) && token.Term.Word.EndsWith("ed", StringComparison.Ordinal))
            {
                done.Add(token.Stem);
            }
        }

        return done;
    }

    [GeneratedRegex(@"\bdid\b", RegexOptions.IgnoreCase)]
    private static partial Regex Did();
}
