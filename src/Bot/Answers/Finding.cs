using System.Text.RegularExpressions;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers;

/// <summary>What one or several stories say in nearly the same words: however many copies there are, it is said once.</summary>
/// <param name="Best">The sentence to show.</param>
/// <param name="AlsoIn">Stories of other outlets with the same, one for each.</param>
internal sealed partial record Finding(ScoredSentence Best, IReadOnlyList<Article> AlsoIn)
{
    // From this share of common words on, two sentences say the same …
    private const double SameWords = 0.8;

    // … or when nearly all words of the shorter stand in the longer, unless so short a sentence may do so by chance.
    private const double Contained = 0.9;
    private const double MinLengthContained = 0.4;
    private const int MinWordsContained = 4;

    /// <summary>What <see cref="Best"/> needs to be understood.</summary>
    public SentenceContext Context => field ??= SentenceContext.Of(Best.Article.Body, Best.Story, Best.Sentence);

    /// <summary>Whether it denies something.</summary>
    public bool IsNegated => Wording.Of(Best.Sentence.Text).IsNegated;

    /// <summary>What is shown of the story: the sentence among those that it leans on.</summary>
    public IEnumerable<Sentence> Sentences => [.. Context.Before, Best.Sentence, .. Context.After];

    /// <summary>The sentences, best first, without repeats.</summary>
    public static IReadOnlyList<Finding> Fold(IReadOnlyList<ScoredSentence> sentences)
    {
        var groups = new List<(Wording Wording, List<ScoredSentence> Same)>();
        foreach (var scored in sentences)
        {
            var wording = Wording.Of(scored.Sentence.Text);
            var group = groups.Find(group => group.Wording.SaysTheSameAs(wording));
            if (group.Same is { } same)
            {
                same.Add(scored);
            }
            else
            {
                groups.Add((wording, [scored]));
            }
        }

        return groups.Select(group => new Finding(group.Same[0], OtherOutlets(group.Wording, group.Same))).ToList();
    }

    // A shorter sentence is not shown beside the longer, but its outlet does not say all that the longer says.
    private static List<Article> OtherOutlets(Wording shown, List<ScoredSentence> same) => same
        .Where(scored => Wording.Of(scored.Sentence.Text).SaysAllOf(shown))
        .Select(scored => scored.Article)
        .Where(article => article.Id != same[0].Article.Id && article.Source is not null)
        .DistinctBy(article => article.Source, StringComparer.OrdinalIgnoreCase)
        .Where(article => !string.Equals(article.Source, same[0].Article.Source, StringComparison.OrdinalIgnoreCase))
        .ToList();

    private sealed partial record Wording(HashSet<string> Stems, HashSet<string> Figures, bool IsNegated)
    {
        public static Wording Of(string sentence) => new(
            Term.AllIn(sentence).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal),
            Figure().Matches(sentence).Select(match => match.Value).ToHashSet(StringComparer.Ordinal),
            Negation().IsMatch(sentence));

        public bool SaysAllOf(Wording other) => Stems.Count(other.Stems.Contains) >= SameWords * other.Stems.Count;

        // Two figures for one thing are news, and so is a denial: both differ in one word only.
        public bool SaysTheSameAs(Wording other)
        {
            var (shorter, longer) = Stems.Count <= other.Stems.Count ? (this, other) : (other, this);
            var common = shorter.Stems.Count(longer.Stems.Contains);
            return IsNegated == other.IsNegated
                && (2.0 * common >= SameWords * (Stems.Count + other.Stems.Count)
                    ? Figures.SetEquals(other.Figures)
                    : shorter.Stems.Count >= Math.Max(MinWordsContained, MinLengthContained * longer.Stems.Count)
                        && common >= Contained * shorter.Stems.Count
                        && shorter.Figures.IsSubsetOf(longer.Figures));
        }

        [GeneratedRegex(@"\p{N}+([.,:]\p{N}+)*", RegexOptions.ExplicitCapture)]
        private static partial Regex Figure();

        [GeneratedRegex(@"\b(not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|den(y|ies|ied)|reject(s|ed)?|refus(e|es|ed))\b|n['’]t\b",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
        private static partial Regex Negation();
    }
}
