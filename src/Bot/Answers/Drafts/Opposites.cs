using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), opposites: a draft does not say <c>colder</c> where the story says <c>warmer</c>. WordNet tells what is the opposite of what.</summary>
internal static class Opposites
{
    // Further senses of a word are seldom meant.
    private const int MaxSenses = 2;

    public static bool AreTold(Draft draft, WordNet dictionary)
    {
        var left = draft.Unused.ToList();

        // “To last” is not the opposite of “first”.
        return draft.Missing.Any(place => draft.Wording[place] != "last" && left.Exists(other => AreOpposite(draft.Wording[place], other, dictionary)));
    }

    private static bool AreOpposite(string word, string other, WordNet dictionary) => Enum.GetValues<WordClass>()
        .Any(wordClass => OppositesOf(word, wordClass, dictionary).Intersect(BaseForms.Of(other, wordClass), StringComparer.Ordinal).Any());

    /// <summary>The opposites of a word, and of what is like it: warm, and what is like hot, for cold.</summary>
    private static IEnumerable<string> OppositesOf(string word, WordClass wordClass, WordNet dictionary) => BaseForms.Of(word, wordClass)
        .SelectMany(form => dictionary.Senses(form, wordClass).Take(MaxSenses))
        .SelectMany(synset => synset.Pointers.Where(pointer => pointer.Symbol is "&").Select(pointer => dictionary.Read(pointer.WordClass, pointer.Offset)).Prepend(synset))
        .SelectMany(synset => synset.Pointers.Where(pointer => pointer.Symbol is "!").Select(pointer => dictionary.Read(pointer.WordClass, pointer.Offset)))
        .SelectMany(synset => synset.Words);
}
