using System.Collections.Frozen;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Statements;

/// <summary>The small words that hold sentences together, and what each may be.</summary>
internal static class FunctionWords
{
    // Nouns and adjectives with irregular forms, and verbs whose past is mostly something else.
    private static readonly HashSet<string> OtherIrregular =
    [
        .. "child foot goose half knife leaf life loaf man mouse ox people shelf thief tooth wife wolf woman".Split(' '),
        .. "analysis basis crisis criterion medium phenomenon thesis good bad far little".Split(' '),
        .. "bear bind beat build grind lay leave lie light saw shine wind lead spring prove strike forecast swell".Split(' '),
    ];

    /// <summary>By the word in small letters, with a straight apostrophe.</summary>
    public static FrozenDictionary<string, PartOfSpeech> All { get; } = Collect();

    private static FrozenDictionary<string, PartOfSpeech> Collect()
    {
        var all = new Dictionary<string, PartOfSpeech>(StringComparer.Ordinal);
        Add(PartOfSpeech.Determiner, "more less the a an this these those some any no each every both either neither another such all many most several few one");
        Add(PartOfSpeech.Possessive, "my your his her its our their whose 's '");
        Add(PartOfSpeech.Subject, "i you he she it we they there one nobody everyone everybody someone somebody anyone nothing");
        Add(PartOfSpeech.Object, "me him her us them it you himself herself itself themselves myself ourselves yourself");
        Add(
            PartOfSpeech.Preposition,
            """
            of in on at by for from with about against into over under after before during between through without within among as like
            toward towards upon amid despite since until via per than behind beyond above below near across along around regarding
            concerning outside inside throughout alongside unlike besides
            """);
        Add(PartOfSpeech.Conjunction, "and or but nor yet");
        Add(PartOfSpeech.Subordinator, "because while although though as since until unless after before once whereas so if when where lest except");
        Add(PartOfSpeech.Relative, "who which whom");
        Add(PartOfSpeech.Interrogative, "whether if what how why where when who which whatever whoever");
        Add(PartOfSpeech.That, "that");
        Add(PartOfSpeech.To, "to");
        Add(PartOfSpeech.Particle, "up off away down out back");
        Add(PartOfSpeech.Have, "has have had having 've hasn't haven't hadn't");
        Add(PartOfSpeech.Be, "is are was were be been being am 're 'm isn't aren't wasn't weren't");
        Add(PartOfSpeech.Do, "do does did don't doesn't didn't");
        Add(PartOfSpeech.Modal, "will would can could may might must shall should cannot can't won't wouldn't couldn't shouldn't 'll 'd mustn't");
        Add(PartOfSpeech.Negation, "not never no hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't cannot can't won't wouldn't couldn't shouldn't mustn't neither nor nobody none nowhere nothing");
        Add(
            PartOfSpeech.Adverb,
            """
            also then later again even still just only now once often always never ever soon already too further instead however thus
            therefore meanwhile first finally perhaps maybe almost nearly rather quite very so not long well simply here twice together
            earlier ago more most less least otherwise nonetheless nevertheless yet today yesterday tonight tomorrow though either both all
            """);
        Add(
            PartOfSpeech.Time,
            """
            monday tuesday wednesday thursday friday morning afternoon evening night midday saturday sunday today yesterday tonight tomorrow january february march april may june
            july august september october november december
            """);
        foreach (var forms in BaseForms.Irregular.Where(forms => !OtherIrregular.Contains(forms[0])))
        {
            all.TryAdd(forms[1], PartOfSpeech.PastVerb);
        }

        Add(PartOfSpeech.Catenative, "continue continues continued begin begins began begun start starts started go goes went");
        Add(PartOfSpeech.PastVerb, "continued started");
        Add(PartOfSpeech.Reflexive, "himself herself itself themselves");
        return all.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(PartOfSpeech part, string words)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                all[word] = all.GetValueOrDefault(word) | part;
            }
        }
    }
}
