using System.Collections.Frozen;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (c): whoever a draft names for a quotation or a claim is the one by the ledger. A pronoun that speaks gets the ledger's name instead: the
/// sentence in which the model named its owner may have been dropped.
/// </summary>
internal static partial class Speakers
{
    private const int FewWords = 2;

    // Base forms of verbs that tell more than that somebody speaks; those that deny are a matter of polarity.
    private static readonly FrozenSet<string> Stances =
        """
        support back oppose endorse welcome praise applaud hail condemn criticize criticise denounce blame accuse promise pledge vow threaten agree admit
        acknowledge concede confirm apologize apologise thank defend mock attack favour favor
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The draft with names for its pronouns that speak; itself when it has none.</summary>
    public static string NamePronouns(Draft draft, WordNet dictionary)
    {
        var text = draft.Text;
        foreach (var said in draft.Attributions.DistinctBy(said => said.Speaker).OrderByDescending(said => said.Speaker?.Start))
        {
            if (said.Speaker is { } mention && IsNameable(draft, said, mention) && !IsSomebodyNamedBefore(draft, mention.Start, dictionary) && Best(draft, said)?.Speaker is { } name)
            {
                text = text[..mention.Start] + name + text[mention.End..];
            }
        }

        return text;
    }

    public static bool AreRight(Draft draft) =>
        draft.Attributions.All(said => IsRight(draft, said))
        && QuotedPassage.AllIn(draft.Text).All(passage => IsOwnerNamed(draft, passage));

    // “It would be utter nonsense”: nobody speaks.
    private static bool IsNameable(Draft draft, Attribution said, TextSpan mention) => draft.Text[mention.Start..mention.End] is var pronoun
        && (Personal().IsMatch(pronoun) || (pronoun is "it" or "It" && said.Cue is { } cue && IsSaying(draft.Text[cue.Start..cue.End])));

    private static bool IsSomebodyNamedBefore(Draft draft, int offset, WordNet dictionary) => NamesTold.Runs(draft.Wording, dictionary)
        .Select(run => draft.Wording.Tokens[run[0]].Start)
        .Any(start => start < offset && !QuotedPassage.AllIn(draft.Text).Any(passage => passage.Outer.Start <= start && passage.Outer.End > start));

    private static bool IsRight(Draft draft, Attribution said)
    {
        if (said.Speaker is not { } span)
        {
            return true;
        }

        var mention = draft.Text[span.Start..span.End];
        if (Pronoun().IsMatch(mention) || Relative().IsMatch(mention))
        {
            return true;
        }

        // “He had little hope that”: nobody is named inside what somebody says.
        if (!mention.Any(char.IsUpper) && draft.Attributions.Any(other => other != said && other.Content.Any(content => content.Start <= span.Start && content.End >= span.End)))
        {
            return true;
        }

        var statements = draft.Cited.SelectMany(sentence => sentence.Statements.Select(statement => (sentence, statement))).ToList();
        var own = statements.Where(one => IsBy(mention, one.sentence, one.statement)).ToList();
        var others = statements.Except(own).Where(one => one.statement.Speaker is not null).ToList();
        var byOthers = Covered(draft, said, others);
        if (own.Count == 0 && IsWithinOther(draft, said) && !others.Exists(one => one.statement.Within is not null))
        {
            // “Annan complained that the Council denied him”: the ledger has only what Annan said, and that is checked by itself.
            return Parts().Split(mention).All(part => draft.Cited.Any(sentence => IsNamedIn(part, sentence)));
        }

        if (own.Count == 0 && said.IsDenied)
        {
            return Parts().Split(mention).All(part => draft.Cited.Any(sentence => IsNamedIn(part, sentence))) || !mention.Skip(1).Any(char.IsUpper);
        }

        return own.Count > 0
            ? IsStanceTold(draft, said) && !IsClauseOfOther(draft, said, own, others) && (Covered(draft, said, own) >= byOthers || CoveredByStory(draft, said) >= byOthers || own.Exists(one => PointsBack(one.sentence, one.statement)))
            : IsToldOf(draft, said, mention) && byOthers < Half(draft, said) && !statements.Exists(one => one.statement.Verb == said.Verb);
    }

    /// <summary>Whether a clause of what somebody is told to say is somebody else's alone: Siluanov's “no interest”, with what Sarris offered.</summary>
    private static bool IsClauseOfOther(Draft draft, Attribution said, List<(CitedSentence, Statement)> own, List<(CitedSentence, Statement)> others) => WordsOf(draft, said)
        .GroupBy(place => draft.Wording.Clauses[place])
        .Any(clause => clause.Count(place => IsOnlyBy(draft, place, others, own)) >= FewWords && clause.All(place => draft.PlacesOfWord(place).Count == 0 || draft.Names.Contains(place) || IsOnlyBy(draft, place, others, own)));

    private static bool IsOnlyBy(Draft draft, int place, List<(CitedSentence Sentence, Statement Statement)> these, List<(CitedSentence Sentence, Statement Statement)> notThese)
    {
        var by = draft.PlacesOfWord(place).Select(found => draft.Cited[found.Sentence].StatementsAt(found.Word).ToList()).ToList();
        return by.Count > 0 && by.TrueForAll(statements => statements.Exists(statement => these.Exists(one => ReferenceEquals(one.Statement, statement))) && !statements.Exists(statement => notThese.Exists(one => ReferenceEquals(one.Statement, statement))));
    }

    private static bool IsWithinOther(Draft draft, Attribution said) => said.Cue is { } cue
        && draft.Attributions.Any(other => other != said && other.Content.Any(content => content.Start <= cue.Start && content.End >= cue.End));

    /// <summary>Whether somebody who is told to support, blame, promise or admit does just that in the story, and not only speaks of it.</summary>
    private static bool IsStanceTold(Draft draft, Attribution said) =>
        said.Verb is not { } verb || !Stances.Contains(verb) || said.Cue is not { } cue
        || VerbsIn(draft, cue).Any(place =>
            draft.PlacesOfWord(place).Any(found => IsOwnAct(draft.Cited[found.Sentence], found.Word))
            || draft.Cited.Any(sentence => IsVerbIn(draft, place, sentence) || sentence.Leads(draft.Wording.Tokens[place].Stem)));

    // Moscow did not confirm it: what that is another sentence tells.
    private static bool PointsBack(CitedSentence sentence, Statement statement) =>
        statement.Content.All(span => Term.AllIn(sentence.Body[span.Start..span.End]).Count == 0);

    // Had supported.
    private static IEnumerable<int> VerbsIn(Draft draft, TextSpan cue) => Enumerable.Range(0, draft.Wording.Count)
        .Where(place => draft.IsIn(place, [cue]) && draft.Wording[place] is not ("had" or "has" or "have" or "is" or "was" or "were" or "are" or "been" or "did" or "does" or "will" or "would"));

    // In the story's voice, or of oneself: it said that it welcomed.
    private static bool IsOwnAct(CitedSentence sentence, int word) =>
        !sentence.StatementsAt(word).Any() || (word > 0 && Pronoun().IsMatch(sentence.Wording[word - 1]));

    // Backed, for supported.
    private static bool IsVerbIn(Draft draft, int place, CitedSentence sentence) => sentence.Statements.Any(statement =>
        statement.Cue is { } cue
        && draft.Relatives.In(Token.AllIn(sentence.Body[cue.Start..cue.End])).GetValueOrDefault(draft.Wording.Tokens[place].Stem) is { } closeness
        && closeness.Same + closeness.Kin > 0);

    /// <summary>Whether the story tells that somebody does it without the ledger, by the very word where it is one of saying: Lavrov agreed.</summary>
    private static bool IsToldOf(Draft draft, Attribution said, string mention) =>
        said.Cue is { } cue
        && (!Saying().IsMatch(draft.Text[cue.Start..cue.End]) || VerbsIn(draft, cue).Any(place => draft.PlacesOfWord(place).Count > 0) || draft.Cited.Any(sentence => IsItsSpeaker(mention, sentence)))
        && Parts().Split(mention).All(part => draft.Cited.Any(sentence => IsNamedIn(part, sentence)));

    // The government, which confirmed it, said in a statement the seizure was piracy: whoever a sentence begins with says what it tells.
    private static bool IsItsSpeaker(string mention, CitedSentence sentence) =>
        sentence.Wording.Text.StartsWith(mention, StringComparison.OrdinalIgnoreCase)
        && sentence.Statements.All(statement => statement.Speaker is null)
        && Token.AllIn(sentence.Wording.Text).Any(token => Saying().IsMatch(token.Term.Word));

    /// <summary>Whether a verb is one of saying: <c>said</c>, but not <c>feared</c>.</summary>
    internal static bool IsSaying(string verb) => Saying().IsMatch(verb);

    private static bool IsNamedIn(string mention, CitedSentence sentence)
    {
        var names = Term.AllIn(mention).Select(term => term.Stem).ToList();
        var told = sentence.Wording.Tokens.Select(token => token.Stem).Concat(sentence.Meant.SelectMany(Term.AllIn).Select(term => term.Stem)).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 && (told.Contains(names[^1]) || NamesTold.IsShortened(mention, sentence));
    }

    // Euro zone ministers, for “they” after a sentence about ministers of the euro zone.
    private static bool IsIn(string mention, IReadOnlySet<string> stems) => Term.AllIn(mention) is { Count: > 0 } terms && terms.All(term => stems.Contains(term.Stem));

    /// <summary>The statement of the cited sentences that has most of what the draft says that somebody says.</summary>
    private static Statement? Best(Draft draft, Attribution said) => draft.Cited
        .SelectMany(sentence => sentence.Statements.Select(statement => (sentence, statement)))
        .Where(one => one.statement.Speaker is not null)
        .Select(one => (one.statement, Score: Covered(draft, said, [one])))
        .Where(one => one.Score > 0)
        .OrderByDescending(one => one.Score)
        .FirstOrDefault().statement;

    /// <summary>By the ledger's name or the story's words; by what stands beside these, or whom its pronoun may mean where the ledger does not know.</summary>
    private static bool IsBy(string mention, CitedSentence sentence, Statement statement)
    {
        if (Parts().Split(mention) is { Length: > 1 } parts)
        {
            return parts.Any(part => IsBy(part, sentence, statement));
        }

        var told = statement.Mention is { } span ? sentence.Body[span.Start..span.End] : "";
        return (statement.Speaker is { } name && Names.AreSame(mention, name, sentence.Body))
            || (statement.Speaker is null && Pronoun().IsMatch(told) && (sentence.Meant.Any(meant => Names.AreSame(mention, meant, sentence.Body)) || IsIn(mention, sentence.StemsBefore)))
            || told.Split(", ").Any(part => part.Length > 0 && !Pronoun().IsMatch(part) && Names.AreSame(mention, part, sentence.Body))
            || (statement.Mention is { } where && Apposition().Match(sentence.Body, where.End) is { Success: true } apposition && Names.AreSame(mention, apposition.Groups["name"].Value, sentence.Body))
            || (Description().IsMatch(told) && Office.Of(mention, sentence.Evidence.Article.Title + "\n" + sentence.Body).IsMeantBy(told))
            || IsSameDescription(mention, told) || IsAntecedent(mention, told, sentence, statement)
            || IsSameBody(mention, told, sentence) || IsSameBody(mention, statement.Speaker ?? "", sentence)
            || (statement is { Verb: "quote", Cue: { } cue } && QuotedAs().Match(sentence.Body, cue.End) is { Success: true } quoted && Names.AreSame(mention, quoted.Groups["name"].Value, sentence.Body));
    }

    // A study published in November, for “a study published Wednesday in Nature”: of what has no name, all that is said of it but its day.
    private static bool IsSameDescription(string mention, string told) =>
        Described(mention.Split(',')[0]) is { Count: > 0 } here && Described(told.Split(',')[0]) is { Count: > 0 } there
        && (here[0] == there[0] || here[^1] == there[^1]) && (here.TrueForAll(there.Contains) || (there.Count > 1 && there.TrueForAll(here.Contains)));

    private static List<string> Described(string mention) => DateMention.AllIn(mention) is var dates
        ? Token.AllIn(mention).Where(token => !token.IsStopWord && !dates.Any(date => date.Start <= token.Start && date.End >= token.End)).Select(token => token.Stem).ToList()
        : [];

    // The charges, for “which” in “the tax charges, which allege”.
    private static bool IsAntecedent(string mention, string told, CitedSentence sentence, Statement statement) =>
        Relative().IsMatch(told) && statement.Mention is { } where && where.Start > sentence.Span.Start
        && Term.AllIn(mention) is [.., var head] && Term.AllIn(sentence.Body[sentence.Span.Start..where.Start].TrimEnd(' ', ',').Split(", ")[^1]) is [.., var last] && head.Stem == last.Stem;

    // The Cypriot parliament, for “Parliament” in a story of Cyprus.
    private static bool IsSameBody(string mention, string told, CitedSentence sentence) =>
        Term.AllIn(mention) is [_, .., var head] words && Term.AllIn(told) is [var first, ..] && first.Stem == head.Stem
        && words.SkipLast(1).All(country => sentence.Topic.Any(stem => stem == country.Stem || Names.AreOfOneCountry(stem, country.Stem)));

    private static int Half(Draft draft, Attribution said) => Math.Max(1, WordsOf(draft, said).Count() / 2);

    /// <summary>How many content words of a draft's statement these statements have.</summary>
    private static int Covered(Draft draft, Attribution said, IReadOnlyList<(CitedSentence Sentence, Statement Statement)> by) => WordsOf(draft, said)
        .Count(place => draft.PlacesOfWord(place)
            .Any(found => draft.Cited[found.Sentence].StatementsAt(found.Word).Any(statement => by.Any(one => ReferenceEquals(one.Statement, statement)))));

    /// <summary>How many of them the sentences have in the story's own voice.</summary>
    private static int CoveredByStory(Draft draft, Attribution said) => WordsOf(draft, said)
        .Count(place => draft.PlacesOfWord(place).Any(found => !draft.Cited[found.Sentence].StatementsAt(found.Word).Any()));

    private static IEnumerable<int> WordsOf(Draft draft, Attribution said) =>
        Enumerable.Range(0, draft.Wording.Count).Where(place => draft.Wording.IsContent(place) && draft.IsIn(place, said.Content));

    private static bool IsOwnerNamed(Draft draft, QuotedPassage passage)
    {
        if (Quotations.OwnerOf(draft.Text, passage, draft.Cited) is not { Speaker: { } owner } statement)
        {
            return true;
        }

        var body = draft.Cited.First(sentence => sentence.Statements.Contains(statement)).Body;
        var speakers = draft.Attributions.Where(said => said.Content.Any(span => span.Start <= passage.Inner.Start && span.End >= passage.Inner.End))
            .Select(said => said.Speaker).OfType<TextSpan>().Select(span => draft.Text[span.Start..span.End]).ToList();
        return speakers.Count > 0
            ? speakers.Exists(mention => Pronoun().IsMatch(mention) || Names.AreSame(mention, owner, body) || IsBy(mention, draft.Cited.First(sentence => sentence.Statements.Contains(statement)), statement))
            : IsNamed(UnquotedText.Of(draft.Text), owner);
    }

    private static bool IsNamed(string text, string name) =>
        Term.AllIn(name) is [.., var last] && Term.AllIn(text).Any(term => term.Stem == last.Stem);

    [GeneratedRegex(@"^[Tt]he (\p{L}+ )*\p{Ll}+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Description();

    [GeneratedRegex("^(he|she)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Personal();

    [GeneratedRegex("^" + SpeechVerbs.InStories + "$", RegexOptions.ExplicitCapture)]
    private static partial Regex Saying();

    [GeneratedRegex("(?:,| and|, and) (?=\\p{Lu})")]
    private static partial Regex Parts();

    // The French ambassador to the U.N., Gérard Araud, has described
    [GeneratedRegex(@"\G, (?<name>(\p{Lu}[\p{L}'’.-]* ){0,3}\p{Lu}[\p{L}'’-]*),", RegexOptions.ExplicitCapture)]
    private static partial Regex Apposition();

    // Agencies quoted Siluanov as saying
    [GeneratedRegex(@"\G (?<name>(\p{Lu}[\p{L}'’.-]* ){0,3}\p{Lu}[\p{L}'’-]*) as (saying|telling)", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedAs();

    [GeneratedRegex("^(he|she|it|they)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();

    [GeneratedRegex("^(who|which|that|whom)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();
}
