using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Declines a question: with what was searched, what of it is known at all, and what comes nearest.</summary>
internal static partial class Refusal
{
    private const int MaxNearest = 2;

    // Where the nearest are looked for: what ranks lower is not near any more.
    private const int Looked = 6;

    public static Answer.NotCovered Of(Evidence evidence)
    {
        var isAnsweredOutside = evidence.Beyond is { IsCovered: true };
        return new Answer.NotCovered(isAnsweredOutside ? ExtractiveAnswerer.Ground(evidence.Beyond!, MaxNearest).Citations : Nearest(evidence), evidence.Searched)
        {
            Unknown = UnknownWords(evidence),
            Scope = Scope.Of(evidence.Question),
            Stock = evidence.Beyond?.Searched,
            IsAnsweredOutside = isAnsweredOutside,
            Spoken = evidence is { Question.Speaker: { } speaker, Spoken.Count: > 0 and var stories } ? (speaker, stories) : null,
        };
    }

    // What leans on other sentences would only puzzle.
    private static List<Citation> Nearest(Evidence evidence) => Finding.Fold(evidence.Sentences)
        .Take(Looked)
        .OrderBy(finding => Dependences.Of(finding.Best.Sentence.Text) == Dependence.None ? 0 : 1)
        .Take(MaxNearest)
        .Select((finding, index) => new Citation(index + 1, finding.Best.Article, finding.Best.Sentence) { AlsoIn = finding.AlsoIn })
        .ToList();

    /// <summary>As they were typed, without those of names whose mentions are told anyway.</summary>
    private static List<string> UnknownWords(Evidence evidence)
    {
        var told = evidence.Searched.Mentions.SelectMany(mention => mention.Name.Terms).ToHashSet();
        return evidence.Unknown.Where(term => !told.Contains(term)).Select(term => AsTyped(term, evidence.Question)).ToList();
    }

    private static string AsTyped(Term term, Question question) =>
        Words().Matches(question.Text).Select(word => word.Value).FirstOrDefault(word => Term.AllIn(word).Contains(term)) ?? term.Word;

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Words();
}
