using System.Collections.Frozen;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>Sets of words that the rules look for in any form.</summary>
internal static class Stems
{
    /// <param name="words">With blanks between them; a verb in each form that has another stem.</param>
    public static FrozenSet<string> Of(string words) => Term.AllIn(words).Select(term => term.Stem).ToFrozenSet(StringComparer.Ordinal);
}
