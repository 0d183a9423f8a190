using System.Collections.Frozen;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), opposites: a draft does not say <c>colder</c> where the story says <c>warmer</c>. WordNet tells what is the opposite of what.</summary>
internal static class Opposites
{
    // Further senses of a word are seldom meant.
    private const int MaxSenses = 2;

    // What WordNet does not call opposites: what does good, and what does harm.
    private static readonly FrozenSet<string> Good = Stems.Of("help helped helps aid aided boost boosted benefit benefited improve improved strengthen strengthened ease eased support supported encourage encouraged favour favoured favor favored further furthered advance advanced save saved heal welcome welcomed praise praised");

    private static readonly FrozenSet<string> Harm = Stems.Of("hurt hurts harm harmed damage damaged hinder hindered weaken weakened undermine undermined worsen worsened hamper hampered threaten threatened discourage discouraged ruin ruined destroy destroyed condemn condemned criticise criticised criticize criticized blame blamed attack attacked");

    private static readonly string[] Prefixes = ["un", "non", "in", "im", "dis", "ir", "mis"];

    public static bool AreTold(Draft draft, WordNet dictionary)
    {
        var left = draft.Unused.ToList();

        // “To last” is not the opposite of “first”.
        return AreNegated(draft) || draft.Missing.Any(place => draft.Wording[place] != "last" && left.Exists(other => AreOpposite(draft.Wording[place], other, dictionary) || AreGoodAndHarm(draft.Wording.Tokens[place].Stem, StemOf(other))));
    }

    private static bool AreGoodAndHarm(string stem, string? other) =>
        other is not null && ((Good.Contains(stem) && Harm.Contains(other)) || (Harm.Contains(stem) && Good.Contains(other)));

    // Indicted, for unindicted; whatever else the two have in common.
    private static bool AreNegated(Draft draft)
    {
        var here = Enumerable.Range(0, draft.Wording.Count).Select(place => draft.Wording[place]).ToHashSet(StringComparer.Ordinal);
        var told = draft.Cited.SelectMany(sentence => Enumerable.Range(0, sentence.Wording.Count).Select(place => sentence.Wording[place])).ToHashSet(StringComparer.Ordinal);
        return here.Except(told, StringComparer.Ordinal).Any(word => told.Except(here, StringComparer.Ordinal).Any(other => IsNegated(word, other) || IsNegated(other, word)));
    }

    private static bool IsNegated(string word, string other) => word.Length > 4 && Prefixes.Any(prefix => other.Length == word.Length + prefix.Length && other.StartsWith(prefix, StringComparison.Ordinal) && other.EndsWith(word, StringComparison.Ordinal));

    private static string? StemOf(string word) => Term.AllIn(word) is [var term, ..] ? term.Stem : null;

    private static bool AreOpposite(string word, string other, WordNet dictionary) => Enum.GetValues<WordClass>()
        .Any(wordClass => OppositesOf(word, wordClass, dictionary).Intersect(BaseForms.Of(other, wordClass), StringComparer.Ordinal).Any());

    /// <summary>The opposites of a word, and of what is like it: warm, and what is like hot, for cold.</summary>
    private static IEnumerable<string> OppositesOf(string word, WordClass wordClass, WordNet dictionary) => BaseForms.Of(word, wordClass)
        .SelectMany(form => dictionary.Senses(form, wordClass).Take(MaxSenses))
        .SelectMany(synset => synset.Pointers.Where(pointer => pointer.Symbol is "&").Select(pointer => dictionary.Read(pointer.WordClass, pointer.Offset)).Prepend(synset))
        .SelectMany(synset => synset.Pointers.Where(pointer => pointer.Symbol is "!").Select(pointer => dictionary.Read(pointer.WordClass, pointer.Offset)))
        .SelectMany(synset => synset.Words);
}
