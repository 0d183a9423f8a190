using System.Collections.Frozen;
using System.Text;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Statements;

/// <summary>What is known of a word form.</summary>
/// <param name="Word">In small letters; empty for words that the rules do not know.</param>
/// <param name="Cue">The cue that it may be a form of.</param>
internal sealed record Lexeme(string Word, PartOfSpeech Parts, Cue? Cue, VerbForm Form)
{
    /// <summary>The cue that it may be as a noun.</summary>
    public Cue? Noun { get; init; }

    /// <summary>The cues of several words that begin with it: <c>pointed out</c>.</summary>
    public IReadOnlyList<Phrase> Phrases { get; init; } = [];

    /// <summary>An ending in -ed: a verb's past or an adjective.</summary>
    public static Lexeme MaybePast { get; } = new("-ed", PartOfSpeech.None, null, VerbForm.None);

    /// <summary>A word or two in quotation marks.</summary>
    public static Lexeme Quoted { get; } = new("“”", PartOfSpeech.None, null, VerbForm.None);

    public static Lexeme Unknown { get; } = new("", PartOfSpeech.None, null, VerbForm.None);
}

/// <summary>A verb that is a cue together with what follows it.</summary>
/// <param name="Rest">The words after the verb, in small letters: <c>out</c>; <c>it clear</c>.</param>
/// <param name="Lexeme">What the whole is.</param>
internal sealed record Phrase(IReadOnlyList<string> Rest, Lexeme Lexeme);

/// <summary>The words that the rules know: function words, and the forms of the cues in cues.txt.</summary>
internal static class Lexicon
{
    private const int LongestWord = 24;

    // reportedly, flatly; the nouns of that ending are few.
    private static readonly Lexeme MannerAdverb = new("", PartOfSpeech.Adverb, null, VerbForm.None);
    private static readonly string[] OtherWords = ["family", "ally", "supply", "assembly", "monopoly", "rally", "bully", "anomaly", "daily", "early", "likely", "unlikely", "elderly", "friendly", "weekly", "monthly", "according"];

    private static readonly FrozenDictionary<string, Lexeme> Lexemes = Collect();

    private static readonly FrozenDictionary<string, Lexeme>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Lexemes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="word">As written.</param>
    public static Lexeme Find(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
        {
            return Lexeme.Unknown;
        }

        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        lower.Replace('’', '\'');
        return BySpan.TryGetValue(lower, out var lexeme) ? lexeme
            : word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal) && !char.IsUpper(word[0]) ? MannerAdverb
            : word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !char.IsUpper(word[0]) ? Lexeme.MaybePast
            : Lexeme.Unknown;
    }

    private static FrozenDictionary<string, Lexeme> Collect()
    {
        var lexemes = FunctionWords.All.ToDictionary(word => word.Key, word => new Lexeme(word.Key, word.Value, null, VerbForm.None), StringComparer.Ordinal);
        foreach (var word in OtherWords)
        {
            lexemes.TryAdd(word, new Lexeme(word, PartOfSpeech.None, null, VerbForm.None));
        }

        // A word that is a verb and a noun is known as the verb; the noun is told by what stands before it.
        foreach (var cue in ReadCues().OrderBy(cue => cue.IsPhrase ? 2 : cue.Takes(Frames.Is | Frames.Noun) ? 1 : 0))
        {
            if (cue.IsPhrase)
            {
                AddPhrase(lexemes, cue);
                continue;
            }

            foreach (var (form, kind) in FormsOf(cue))
            {
                var known = lexemes.GetValueOrDefault(form, Lexeme.Unknown);
                lexemes[form] = kind == VerbForm.Noun && known.Cue is not null
                    ? known with { Noun = cue }
                    : new Lexeme(form, known.Parts & ~PartOfSpeech.PastVerb, cue, known.Cue == cue ? known.Form | kind : kind) { Noun = kind == VerbForm.Noun ? cue : null };
            }
        }

        return lexemes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // The phrase's own forms: points out, pointing out; what its verb is alone stays.
    private static void AddPhrase(Dictionary<string, Lexeme> lexemes, Cue cue)
    {
        var words = cue.Base.Split(' ');
        var forms = FormsOf(cue with { Base = words[0] }).GroupBy(form => form.Form, form => form.Kind, StringComparer.Ordinal);
        foreach (var form in forms)
        {
            var known = lexemes.TryGetValue(form.Key, out var lexeme) ? lexeme
                : form.Key.EndsWith("ed", StringComparison.Ordinal) ? Lexeme.MaybePast
                : new Lexeme(form.Key, PartOfSpeech.None, null, VerbForm.None);
            var whole = new Lexeme(form.Key + " " + string.Join(' ', words[1..]), PartOfSpeech.None, cue, form.Aggregate((all, kind) => all | kind));
            lexemes[form.Key] = known with { Phrases = [.. known.Phrases, new Phrase(words[1..], whole)] };
        }
    }

    private static IEnumerable<Cue> ReadCues()
    {
        using var resource = typeof(Lexicon).Assembly.GetManifestResourceStream("NewsBot.Retrieval.Statements.cues.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .SelectMany(line => line[1].Split(' ').Select(verb => (Verb: verb, Frames: line[0].Split(' '))))
            .GroupBy(entry => (Word: entry.Verb.TrimEnd('*'), Kind: entry.Frames[0] is "is" or "noun" ? entry.Frames[0] : ""))
            .Select(group => MakeCue(group.Max(entry => entry.Verb)!, group.SelectMany(entry => entry.Frames)))
            .ToList();
    }

    private static Cue MakeCue(string verb, IEnumerable<string> names)
    {
        var frames = Frames.None;
        var prepositions = new List<string>();
        foreach (var name in names)
        {
            if (Enum.TryParse<Frames>(name, ignoreCase: true, out var frame))
            {
                frames |= frame;
            }
            else
            {
                prepositions.Add(name);
            }
        }

        return new Cue(verb.TrimEnd('*').Replace('_', ' '), frames, prepositions, verb.EndsWith('*'));
    }

    private static IEnumerable<(string Form, VerbForm Kind)> FormsOf(Cue cue)
    {
        var verb = cue.Base;
        if (cue.Takes(Frames.Is))
        {
            yield return (verb, VerbForm.Adjective);
            yield break;
        }

        if (cue.Takes(Frames.Noun))
        {
            yield return (verb, VerbForm.Noun);
            yield return (Inflections.Present(verb), VerbForm.Noun);
            yield break;
        }

        foreach (var form in Inflections.SpellingsOf(verb).SelectMany(VerbFormsOf))
        {
            yield return form;
        }
    }

    private static IEnumerable<(string Form, VerbForm Kind)> VerbFormsOf(string verb)
    {
        yield return (verb, VerbForm.Base);
        yield return (Inflections.Present(verb), VerbForm.Present);
        yield return (Inflections.Going(verb), VerbForm.Going);
        var irregular = BaseForms.IrregularOf(verb).ToList();
        var past = irregular.FirstOrDefault();
        yield return (past is null || past.EndsWith('n') ? Inflections.Past(verb) : past, VerbForm.Past); // showed, shown
        yield return (irregular.LastOrDefault() ?? Inflections.Past(verb), VerbForm.Participle);
        if (Inflections.IsDoubledInBritain(verb))
        {
            yield return (verb + "ling", VerbForm.Going);
            yield return (verb + "led", VerbForm.Past);
            yield return (verb + "led", VerbForm.Participle);
        }
    }
}
