using System.Collections.Frozen;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), who it is about: people and bodies without a name that a cited sentence does not tell of, though the story may elsewhere: the <c>opposition</c> for the
/// government, <c>civilians</c> for people.
/// </summary>
internal static class Actors
{
    // Further senses of a word are seldom meant.
    private const int MaxSenses = 2;

    private static readonly FrozenSet<string> Bodies = Stems.Of("government opposition parliament council ministry army military police court coalition committee commission agency union company firm bank party faction militia embassy delegation regime cabinet board");

    // They stand for whoever was named, and say no more than that somebody is.
    private static readonly FrozenSet<string> Anybody = Stems.Of("people person persons man men woman women somebody someone anyone everyone others country countries nation state states side sides party parties member members group groups world body bodies team public number figure figures");

    public static bool AreTold(Draft draft, WordNet dictionary) => draft.Missing
        .Where(place => !Anybody.Contains(draft.Wording.Tokens[place].Stem) && IsActor(draft.Wording, place, dictionary))
        .All(place => draft.Cited.Any(sentence => IsTold(draft, place, sentence)));

    // What the story has nowhere is a matter of foreign words.
    private static bool IsTold(Draft draft, int place, CitedSentence sentence)
    {
        var stem = draft.Wording.Tokens[place].Stem;
        return !sentence.StoryStems.Contains(stem)
            || sentence.Related(draft.Relatives).ContainsKey(stem)
            || sentence.StemsMeant.Contains(stem)
            || sentence.Topic.Contains(stem)
            || IsDescription(draft.Wording[place], sentence);
    }

    // The envoy, the minister: whoever is named or meant there, or speaks.
    private static bool IsDescription(string noun, CitedSentence sentence) => sentence.Meant
        .Concat(sentence.Statements.Select(statement => statement.Speaker).OfType<string>())
        .Concat(sentence.Wording.Tokens.Where(token => token.IsCapitalised).Select(token => sentence.Wording.Text[token.Start..token.End]))
        .Select(name => name.Split(' ')[^1])
        .Distinct(StringComparer.Ordinal)
        .Any(name => Office.Of(name, sentence.Evidence.Article.Title + "\n" + sentence.Body).IsMeantBy("the " + noun));

    // By its first senses, where it stands as a noun.
    private static bool IsActor(Wording wording, int place, WordNet dictionary) =>
        !(place > 0 && wording[place - 1] is "to" or "would" or "will" or "could" or "not")
        && (Bodies.Contains(wording.Tokens[place].Stem)
            || (BaseForms.Of(wording[place], WordClass.Noun).SelectMany(form => dictionary.Senses(form, WordClass.Noun).Take(MaxSenses)).ToList() is { Count: > 0 } senses
                && senses.TrueForAll(sense => sense.Category == Synset.Person)));
}
