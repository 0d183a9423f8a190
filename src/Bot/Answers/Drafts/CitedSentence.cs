using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>A sentence of a story as drafts are compared with it.</summary>
internal sealed partial class CitedSentence
{
    // As far back as somebody is named whom a pronoun may stand for.
    private const int Furthest = 3;

    // An answer's sentences mostly cite the same evidence: it is read once, and forgotten with it.
    private static readonly ConditionalWeakTable<NumberedEvidence, CitedSentence> Known = [];

    private readonly Lazy<IReadOnlyList<Quotation>> quotations;
    private readonly Lazy<IReadOnlyList<string>> meant;

    private readonly Lazy<IReadOnlySet<string>> topic;
    private readonly Lazy<StoryPeople> people;
    private readonly Lazy<IReadOnlySet<string>> stemsBefore;
    private readonly Lazy<IReadOnlySet<string>> stemsMeant;
    private readonly Lazy<IReadOnlySet<string>> storyStems;

    private CitedSentence(NumberedEvidence evidence)
    {
        Evidence = evidence;
        Wording = new Wording(evidence.Sentence.Text);
        Statements = evidence.Statements
            .Where(statement => statement.FirstSentence <= evidence.Sentence.Ordinal && statement.LastSentence >= evidence.Sentence.Ordinal)
            .ToList();
        quotations = new(() => Quotation.FindIn(Body).Where(quotation => quotation.Span.Start < Span.End && quotation.Span.End > Span.Start).ToList());
        meant = new(FindMeant);
        stemsBefore = new(() => evidence.Sentence.Ordinal > 0 && evidence.Sentence.Ordinal <= evidence.Story.Count && Backwards().IsMatch(evidence.Sentence.Text)
            ? Term.AllIn(evidence.Story[evidence.Sentence.Ordinal - 1].Text).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal));
        stemsMeant = new(() => Backwards().IsMatch(evidence.Sentence.Text) || Pronoun().IsMatch(evidence.Sentence.Text)
            ? evidence.Story.Take(evidence.Sentence.Ordinal).Reverse().Take(Furthest).SelectMany(before => Term.AllIn(before.Text)).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal));
        storyStems = new(() => Term.AllIn(evidence.Article.Title + "\n" + Body).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal));
        people = new(() => StoryPeople.Of(evidence.Story));
        topic = new(() => Token.AllIn(evidence.Article.Title).Concat(evidence.Story.Take(1).SelectMany(first => Token.AllIn(first.Text)).Where(token => token.IsCapitalised))
            .Where(token => !token.IsStopWord).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal));
    }

    public NumberedEvidence Evidence { get; }

    public Wording Wording { get; }

    /// <summary>Who says what in the sentence.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    public string Body => Evidence.Article.Body;

    public TextSpan Span => new(Evidence.Sentence.Start, Evidence.Sentence.End);

    /// <summary>The day on which its story was published, by the clock of whoever published it; null when that is not known.</summary>
    public DateOnly? Day => Evidence.Article.Published is { } published ? DateOnly.FromDateTime(published.DateTime) : null;

    /// <summary>What stands in quotation marks in the sentence, as offsets in the body.</summary>
    public IReadOnlyList<Quotation> Quotations => quotations.Value;

    /// <summary>Names that the sentence does not give but means by its pronouns.</summary>
    public IReadOnlyList<string> Meant => meant.Value;

    /// <summary>Whether the sentence before has a word, which may lead to what this one quotes.</summary>
    public bool Leads(string stem) => Evidence.Sentence.Ordinal > 0 && Evidence.Sentence.Ordinal <= Evidence.Story.Count
        && Term.AllIn(Evidence.Story[Evidence.Sentence.Ordinal - 1].Text).Any(term => term.Stem == stem);

    /// <summary>Whom the whole story names.</summary>
    public StoryPeople People => people.Value;

    /// <summary>Stems of the headline, and of the names with which the story opens.</summary>
    public IReadOnlySet<string> Topic => topic.Value;

    /// <summary>Stems of the whole story.</summary>
    public IReadOnlySet<string> StoryStems => storyStems.Value;

    /// <summary>Stems of the sentence before, where this one points back at it: it, they, this, there, a third.</summary>
    public IReadOnlySet<string> StemsBefore => stemsBefore.Value;

    /// <summary>Stems of the sentences shortly before, whose people and things a pronoun in this one may mean.</summary>
    public IReadOnlySet<string> StemsMeant => stemsMeant.Value;

    public static CitedSentence Of(NumberedEvidence evidence) => Known.GetValue(evidence, one => new CitedSentence(one));

    /// <summary>How closely words of a draft are related to some of the sentence.</summary>
    public IReadOnlyDictionary<string, Closeness> Related(Relatives draft) => draft.In(Wording.Tokens);

    /// <summary>The statements in whose words a word of the sentence stands; none for the story's own.</summary>
    public IEnumerable<Statement> StatementsAt(int place)
    {
        var start = Span.Start + Wording.Tokens[place].Start;
        return Statements.Where(statement => statement.Content.Any(span => span.Start <= start && span.End > start));
    }

    // Speakers by the ledger; others are whoever is named next before.
    private List<string> FindMeant()
    {
        var names = Statements.Select(statement => statement.Speaker).OfType<string>().ToList();
        var unresolved = Pronoun().Matches(Evidence.Sentence.Text)
            .Select(match => Span.Start + match.Index)
            .Any(offset => !Quotations.Any(quotation => quotation.Span.Start < offset && quotation.Span.End > offset)
                && !Statements.Any(statement => statement.Mention is { } mention && mention.Start <= offset && mention.End > offset));
        if (unresolved && Evidence.Story.Count > 0)
        {
            var before = Evidence.Story.Take(Evidence.Sentence.Ordinal).Reverse().Take(Furthest).Select(sentence => sentence.Text).ToList();
            names.AddRange(before.Select(People.LastNamedIn).OfType<string>().Take(1));
            names.AddRange(before.Take(1).SelectMany(text => Capitalised().Matches(text).Select(match => match.Value)).Where(name => !People.AreNamedIn(name)));
        }

        // “He” in the second sentence of a quotation is whom the first one names.
        names.AddRange(Statements.Where(statement => statement.FirstSentence < Evidence.Sentence.Ordinal && Evidence.Story.Count > statement.LastSentence)
            .SelectMany(statement => Capitalised().Matches(Evidence.Story[Evidence.Sentence.Ordinal - 1].Text)).Select(match => match.Value));
        names.AddRange(Described().Matches(Evidence.Sentence.Text).SelectMany(match => DescribedBy(match.Groups["noun"].Value)));
        return names;
    }

    /// <summary>Names with which the story opens and that it gives somewhere beside a description: Brahimi, for “the envoy”.</summary>
    private IEnumerable<string> DescribedBy(string noun) => Capitalised().Matches(" " + Evidence.Article.Title + " " + (Evidence.Story.Count > 0 ? Evidence.Story[0].Text : ""))
        .Select(match => match.Value.Split(' ')[^1].TrimEnd('.', '’', '\'')).Distinct(StringComparer.Ordinal)
        .Where(name => Evidence.Story.Select(sentence => sentence.Text).Prepend(Evidence.Article.Title).Any(text => AreNear(text, noun, name))
            || (People.AreNamedIn(name) && Office.Of(name, Evidence.Article.Title + "\n" + Body).IsMeantBy("the " + noun)));

    // In words.
    private const int Near = 6;

    private static bool AreNear(string text, string noun, string name)
    {
        var words = text.Split(' ');
        var at = Array.FindIndex(words, word => word.Trim(',', '.', ';').Equals(noun, StringComparison.Ordinal));
        return at >= 0 && Enumerable.Range(Math.Max(0, at - Near), Math.Min(words.Length, at + Near) - Math.Max(0, at - Near)).Any(place => words[place].StartsWith(name, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(it|its|they|their|them|this|that|these|those|there|such)\b|\b(a|the) (first|second|third|fourth|fifth|next|last|other|latter|former)(?=[.,;])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Backwards();

    [GeneratedRegex(@"\b(he|she|his|her|him|it|its|they|their|them|there)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"\b[Tt]he (?<noun>\p{Ll}{4,})\b(?! of\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex Described();

    [GeneratedRegex(@"(?<!^)\b\p{Lu}[\p{L}'’.-]*( \p{Lu}[\p{L}'’.-]*)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Capitalised();
}
