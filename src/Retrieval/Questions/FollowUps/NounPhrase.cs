using System.Collections.Frozen;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>A thing that a question names: <c>biodegradable plastics</c>, <c>Salt Lake City</c>.</summary>
/// <param name="Start">Offset of its first UTF-16 unit in the question.</param>
/// <param name="IsName">Whether it is written as a name.</param>
/// <param name="Before">The word before it in lower case, articles left out; empty at the beginning.</param>
/// <param name="IsDefinite">Whether <c>the</c> stands before it.</param>
internal sealed partial record NounPhrase(string Text, int Start, bool IsName, string Before, bool IsDefinite)
{
    // Verbs and fillers that questions are made of, and that name nothing.
    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet(
        """
        use used uses make makes made help helps compare compares differ differs begin begins began start starts started happen happens happened cause causes work works get gets
        got know consider stop need needs teach tell show find see look come comes came go goes went give gives gave take takes took want mean means meant think thinks thought
        believe feel expected sounds sound seems seem say said interesting ok okay thanks great cool wow oh so well yes no please else other others another more most some any many
        much few several best better good main important popular common different various biggest largest newest latest new first last next similar really also still actually
        like just only even too very what which who whose how why when where something anything someone anyone everything thing things lot kind kinds type types way ways options
        alternative talk describe explain discuss list name
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> SubjectOpeners = FrozenSet.ToFrozenSet("do does did can could will would should is are was were has have had".Split(' '), StringComparer.Ordinal);

    public string Head => Text[(Text.LastIndexOf(' ') + 1)..];

    /// <summary>Those of a question, in their order.</summary>
    public static IReadOnlyList<NounPhrase> AllIn(string question, WordNet dictionary)
    {
        var words = Words().Matches(question);
        var phrases = new List<NounPhrase>();
        for (var first = 0; first < words.Count; first++)
        {
            if (!CanStand(words[first].Value))
            {
                continue;
            }

            var last = first;
            while (last + 1 < words.Count && AreJoined(question, words[last], words[last + 1]) && CanStand(words[last + 1].Value))
            {
                last++;
            }

            var before = first - 1;
            var isDefinite = false;
            while (before >= 0 && Articles().IsMatch(words[before].Value))
            {
                isDefinite |= words[before].Value.Equals("the", StringComparison.OrdinalIgnoreCase);
                before--;
            }

            var lead = before >= 0 ? words[before].Value.ToLowerInvariant() : "";
            // "to treat the pain"
            while (first <= last && lead == "to" && char.IsLower(words[first].Value[0]) && IsVerb(words[first].Value, dictionary))
            {
                first++;
            }

            var end = first > last ? -1 : EndOf(words, first, last, lead, dictionary);
            if (end >= first && IsThing(words[end].Value, dictionary))
            {
                var text = question[words[first].Index..(words[end].Index + words[end].Length)];
                phrases.Add(new NounPhrase(Possessive().Replace(text, ""), words[first].Index, IsWrittenAsName(question, words, first, end), lead, isDefinite));
            }

            first = Math.Max(first, last);
        }

        return Coordinated(question, phrases);
    }

    // "waste and garbage" is one thing to talk of.
    private static List<NounPhrase> Coordinated(string question, List<NounPhrase> phrases)
    {
        for (var index = phrases.Count - 2; index >= 0; index--)
        {
            var (one, other) = (phrases[index], phrases[index + 1]);
            var gap = question[(one.Start + one.Text.Length)..other.Start];
            if (gap == " and " && !one.Text.Contains(' ', StringComparison.Ordinal) && !other.Text.Contains(' ', StringComparison.Ordinal))
            {
                phrases[index] = one with { Text = question[one.Start..(other.Start + other.Text.Length)], IsName = one.IsName && other.IsName };
                phrases.RemoveAt(index + 1);
            }
        }

        return phrases;
    }

    // A verb that follows its subject belongs to no phrase: "shoulder braces help", "waste processed".
    private static int EndOf(MatchCollection words, int first, int last, string lead, WordNet dictionary)
    {
        for (var index = first + 1; index <= last; index++)
        {
            var (word, before) = (words[index].Value, words[index - 1].Value);
            if (char.IsLower(word[0]) && IsVerb(word, dictionary)
                && (char.IsUpper(before[0]) || (SubjectOpeners.Contains(lead) && (index == last || before.EndsWith('s') || !IsNoun(word, dictionary)))))
            {
                return index - 1;
            }
        }

        return last;
    }

    private static bool IsVerb(string word, WordNet dictionary) =>
        BaseForms.Of(word.ToLowerInvariant(), WordClass.Verb).Any(form => dictionary.Senses(form, WordClass.Verb).Count > 0);

    // An adjective alone names nothing; a word that is not in the dictionary does.
    private static bool IsThing(string word, WordNet dictionary) =>
        char.IsUpper(word[0]) || BaseForms.Of(word, WordClass.Noun).Any(form => IsNoun(form, dictionary))
        || !Enum.GetValues<WordClass>().Any(wordClass => BaseForms.Of(word, wordClass).Any(form => dictionary.Senses(form, wordClass).Count > 0));

    private static bool IsNoun(string word, WordNet dictionary) => dictionary.Senses(word, WordClass.Noun).Count > 0;

    private static bool CanStand(string word) =>
        !Empty.Contains(word.ToLowerInvariant()) && Token.AllIn(word) is [{ IsStopWord: false }, ..] && !Pronouns().IsMatch(word);

    private static bool AreJoined(string question, Match one, Match other) => question.AsSpan(one.Index + one.Length, other.Index - one.Index - one.Length) is " " && !one.Value.EndsWith("'s", StringComparison.Ordinal);

    // The first word of a sentence has a capital whatever it is.
    private static bool IsWrittenAsName(string question, MatchCollection words, int first, int last)
    {
        var begins = question.AsSpan(0, words[first].Index).TrimEnd() is [] or [.., '.' or '?' or '!'];
        return Enumerable.Range(first, last - first + 1).Skip(begins ? 1 : 0).Any(index => words[index].Value.Any(char.IsUpper))
            || (begins && last == first && words.Count == 1);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(['’.-][\p{L}\p{M}\p{N}]+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();

    [GeneratedRegex("^(the|a|an)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Articles();

    [GeneratedRegex("['’]s?$")]
    private static partial Regex Possessive();

    [GeneratedRegex("^(i|me|my|we|us|our|you|your|he|him|his|she|her|it|its|they|them|their|this|that|these|those|there|one|ones)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronouns();
}
