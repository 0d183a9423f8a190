using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Chooses the fewest findings that answer.</summary>
internal static class Selection
{
    private const int MaxFindings = 4;
    private const int MaxForOneFact = 2;

    // With the sentences that they lean on.
    private const int MaxSentences = 6;

    // From when on a story says nothing of the latest state any more.
    private static readonly TimeSpan Overtaken = TimeSpan.FromDays(30);

    // Among how many the speaker's words are looked for.
    private const int Looked = 24;

    private const int LookedForContrary = 4;

    // Which share of the question the title or the first sentence has of a story that is about it.
    private const double Wholly = 0.5;

    // What asks “how much” is not what an answer repeats.
    private static readonly HashSet<string> Measures = new(["mani", "much", "long", "far", "often", "old"], StringComparer.Ordinal);

    // How far behind the best a finding may be to stand beside it, as a share of the best one's score and coverage.
    private const double Margin = 0.2;

    // The weights are fitted by a softmax (see RankingModel), so that a difference of scores is the logarithm of the odds.
    private static readonly double HalfAsLikely = Math.Log(2);

    /// <param name="findings">Best first; at least one.</param>
    public static IReadOnlyList<Finding> Choose(Question question, IReadOnlyList<Finding> findings)
    {
        var fitting = question.Kind == QuestionKind.WhatWasSaid ? About(question.Topic, By(question.Speaker, findings)) : findings;
        var best = fitting[0];
        var supported = fitting.Where(finding => StandsBeside(best.Best, finding.Best)).ToList();
        return Short(
            Lead.AsksForLatest(question) ? WithOpening(question, Latest(supported).ToList(), fitting).Take(MaxFindings)
            : question.Kind is QuestionKind.WhatWasSaid or QuestionKind.WhoSaid or QuestionKind.List or QuestionKind.Why ? supported.Take(MaxFindings)
            : OneFact(question, best, fitting, supported));
    }

    /// <summary>As many as are read at a glance, and always the first.</summary>
    private static List<Finding> Short(IEnumerable<Finding> findings)
    {
        var chosen = new List<Finding>();
        foreach (var finding in findings)
        {
            if (chosen.Count == 0 || chosen.Append(finding).SelectMany(Places).Distinct().Count() <= MaxSentences)
            {
                chosen.Add(finding);
            }
        }

        return chosen;
    }

    private static IEnumerable<(ArticleId, int)> Places(Finding finding) =>
        finding.Sentences.Select(sentence => (finding.Best.Article.Id, sentence.Ordinal));

    /// <summary>The best, and one more only if it may as well be the answer, or tells what the best leaves out.</summary>
    private static List<Finding> OneFact(Question question, Finding best, IReadOnlyList<Finding> fitting, List<Finding> supported)
    {
        var chosen = new List<Finding> { best };
        if (!Carries(question.Kind, best) && supported.Find(finding => Carries(question.Kind, finding)) is { } carrying)
        {
            chosen.Add(carrying);
        }

        if (chosen.Count < MaxForOneFact && fitting.Skip(1).FirstOrDefault() is { } second && best.Best.Score - second.Best.Score <= HalfAsLikely)
        {
            chosen.Add(second);
        }

        if (question.Kind == QuestionKind.YesNo && Contrary(best, fitting) is { } contrary && !chosen.Contains(contrary))
        {
            chosen.Add(contrary);
        }

        var lacking = question.Terms.Select(term => term.Stem).Where(stem => !Measures.Contains(stem)).ToHashSet(StringComparer.Ordinal);
        lacking.ExceptWith(chosen.SelectMany(WordsShown));
        if (chosen.Count < MaxForOneFact && lacking.Count > 0
            && supported.Where(finding => finding != best && Adds(finding, lacking))
                .MinBy(finding => finding.Best.Article.Id == best.Best.Article.Id ? 0 : 1) is { } adding)
        {
            chosen.Add(adding);
        }

        return chosen;
    }

    /// <summary>What is denied by one sentence and said by another is not told by either alone.</summary>
    private static Finding? Contrary(Finding best, IReadOnlyList<Finding> findings) => findings
        .Skip(1)
        .Take(LookedForContrary)
        .FirstOrDefault(finding => finding.IsNegated != best.IsNegated && best.Best.Score - finding.Best.Score <= Margin * Math.Abs(best.Best.Score));

    /// <summary>Whether it has at least half of the question's words that are still lacking.</summary>
    private static bool Adds(Finding finding, HashSet<string> lacking) =>
        2 * Stems(finding.Best.Sentence.Text).Distinct(StringComparer.Ordinal).Count(lacking.Contains) >= lacking.Count;

    private static bool StandsBeside(ScoredSentence best, ScoredSentence scored) =>
        best.Score - scored.Score <= Margin * Math.Abs(best.Score) && best.Coverage - scored.Coverage <= Margin * best.Coverage;

    /// <summary>What is new is what the newest story begins with, if it is about that as a whole; it comes first.</summary>
    private static List<Finding> WithOpening(Question question, List<Finding> latest, IReadOnlyList<Finding> findings)
    {
        var opening = question.Kind == QuestionKind.Latest && latest is [var newest, ..]
            ? findings.FirstOrDefault(finding => finding.Best.Sentence.Ordinal == 0 && finding.Best.Article.Id == newest.Best.Article.Id && IsWhollyAbout(finding.Best))
            : null;
        return opening is null ? latest : [opening, .. latest.Where(finding => finding != opening)];
    }

    private static bool IsWhollyAbout(ScoredSentence opening) =>
        opening.Features[Feature.TitleCoverage] >= Wholly || opening.Coverage >= Wholly;

    /// <summary>Newest first, without what the newest has overtaken long ago.</summary>
    private static IEnumerable<Finding> Latest(IReadOnlyList<Finding> findings)
    {
        var newest = findings.Max(finding => finding.Best.Article.Published);
        return findings
            .Where(finding => newest is null || finding.Best.Article.Published >= newest - Overtaken)
            .OrderByDescending(finding => finding.Best.Article.Published);
    }

    /// <summary>Those that are shown with the speaker's name; all if none is.</summary>
    private static IReadOnlyList<Finding> By(string? speaker, IReadOnlyList<Finding> findings) =>
        Term.AllIn(speaker ?? "") is [.., var name] // the last word of a name, or of a role, is what stories go on with
            ? Those(findings, words => words.Contains(name.Stem))
            : findings;

    /// <summary>Those that are shown with at least half of the topic's words; all if none is.</summary>
    private static IReadOnlyList<Finding> About(string? topic, IReadOnlyList<Finding> findings)
    {
        var asked = Stems(topic ?? "").ToHashSet(StringComparer.Ordinal);
        return asked.Count > 0 ? Those(findings, words => 2 * asked.Count(words.Contains) >= asked.Count) : findings;
    }

    private static IReadOnlyList<Finding> Those(IReadOnlyList<Finding> findings, Func<HashSet<string>, bool> fit)
    {
        var those = findings.Take(Looked).Where(finding => fit(WordsShown(finding).ToHashSet(StringComparer.Ordinal))).ToList();
        return those.Count > 0 ? those : findings;
    }

    /// <summary>Whether it has a thing of the kind that is asked for; somebody may also be named in the sentences that it leans on.</summary>
    private static bool Carries(QuestionKind kind, Finding finding) => kind switch
    {
        QuestionKind.HowMany or QuestionKind.When or QuestionKind.Where => finding.Best.HasExpected,
        QuestionKind.Who or QuestionKind.WhoSaid => finding.Best.HasExpected || finding.Context is not { Before.Count: 0, Person: null },
        _ => true,
    };

    private static IEnumerable<string> WordsShown(Finding finding) =>
        finding.Sentences.Select(sentence => sentence.Text).Append(finding.Context.Person ?? "").SelectMany(Stems);

    private static IEnumerable<string> Stems(string text) => Term.AllIn(text).Select(term => term.Stem);
}
