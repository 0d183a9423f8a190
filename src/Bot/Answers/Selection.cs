using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Chooses the fewest statements that answer.</summary>
internal static class Selection
{
    private const int MaxStatements = 4;
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

    // How far behind the best a statement may be to stand beside it, as a share of the best one's score and coverage.
    private const double Margin = 0.2;

    // The weights are fitted by a softmax (see RankingModel), so that a difference of scores is the logarithm of the odds.
    private static readonly double HalfAsLikely = Math.Log(2);

    /// <param name="statements">Best first; at least one.</param>
    public static IReadOnlyList<Statement> Choose(Question question, IReadOnlyList<Statement> statements)
    {
        var fitting = question.Kind == QuestionKind.WhatWasSaid ? About(question.Topic, By(question.Speaker, statements)) : statements;
        var best = fitting[0];
        var supported = fitting.Where(statement => StandsBeside(best.Best, statement.Best)).ToList();
        return Short(
            Lead.AsksForLatest(question) ? WithOpening(question, Latest(supported).ToList(), fitting).Take(MaxStatements)
            : question.Kind is QuestionKind.WhatWasSaid or QuestionKind.List or QuestionKind.Why ? supported.Take(MaxStatements)
            : OneFact(question, best, fitting, supported));
    }

    /// <summary>As many as are read at a glance, and always the first.</summary>
    private static List<Statement> Short(IEnumerable<Statement> statements)
    {
        var chosen = new List<Statement>();
        foreach (var statement in statements)
        {
            if (chosen.Count == 0 || chosen.Append(statement).SelectMany(Places).Distinct().Count() <= MaxSentences)
            {
                chosen.Add(statement);
            }
        }

        return chosen;
    }

    private static IEnumerable<(ArticleId, int)> Places(Statement statement) =>
        statement.Sentences.Select(sentence => (statement.Best.Article.Id, sentence.Ordinal));

    /// <summary>The best, and one more only if it may as well be the answer, or tells what the best leaves out.</summary>
    private static List<Statement> OneFact(Question question, Statement best, IReadOnlyList<Statement> fitting, List<Statement> supported)
    {
        var chosen = new List<Statement> { best };
        if (!Carries(question.Kind, best) && supported.Find(statement => Carries(question.Kind, statement)) is { } carrying)
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
            && supported.Where(statement => statement != best && Adds(statement, lacking))
                .MinBy(statement => statement.Best.Article.Id == best.Best.Article.Id ? 0 : 1) is { } adding)
        {
            chosen.Add(adding);
        }

        return chosen;
    }

    /// <summary>What is denied by one sentence and said by another is not told by either alone.</summary>
    private static Statement? Contrary(Statement best, IReadOnlyList<Statement> statements) => statements
        .Skip(1)
        .Take(LookedForContrary)
        .FirstOrDefault(statement => statement.IsNegated != best.IsNegated && best.Best.Score - statement.Best.Score <= Margin * Math.Abs(best.Best.Score));

    /// <summary>Whether it has at least half of the question's words that are still lacking.</summary>
    private static bool Adds(Statement statement, HashSet<string> lacking) =>
        2 * Stems(statement.Best.Sentence.Text).Distinct(StringComparer.Ordinal).Count(lacking.Contains) >= lacking.Count;

    private static bool StandsBeside(ScoredSentence best, ScoredSentence scored) =>
        best.Score - scored.Score <= Margin * Math.Abs(best.Score) && best.Coverage - scored.Coverage <= Margin * best.Coverage;

    /// <summary>What is new is what the newest story begins with, if it is about that as a whole; it comes first.</summary>
    private static List<Statement> WithOpening(Question question, List<Statement> latest, IReadOnlyList<Statement> statements)
    {
        var opening = question.Kind == QuestionKind.Latest && latest is [var newest, ..]
            ? statements.FirstOrDefault(statement => statement.Best.Sentence.Ordinal == 0 && statement.Best.Article.Id == newest.Best.Article.Id && IsWhollyAbout(statement.Best))
            : null;
        return opening is null ? latest : [opening, .. latest.Where(statement => statement != opening)];
    }

    private static bool IsWhollyAbout(ScoredSentence opening) =>
        opening.Features[Feature.TitleCoverage] >= Wholly || opening.Coverage + opening.Features[Feature.SynonymCoverage] >= Wholly;

    /// <summary>Newest first, without what the newest has overtaken long ago.</summary>
    private static IEnumerable<Statement> Latest(IReadOnlyList<Statement> statements)
    {
        var newest = statements.Max(statement => statement.Best.Article.Published);
        return statements
            .Where(statement => newest is null || statement.Best.Article.Published >= newest - Overtaken)
            .OrderByDescending(statement => statement.Best.Article.Published);
    }

    /// <summary>Those that are shown with the speaker's name; all if none is.</summary>
    private static IReadOnlyList<Statement> By(string? speaker, IReadOnlyList<Statement> statements) =>
        Term.AllIn(speaker ?? "") is [.., var name] // the last word of a name, or of a role, is what stories go on with
            ? Those(statements, words => words.Contains(name.Stem))
            : statements;

    /// <summary>Those that are shown with at least half of the topic's words; all if none is.</summary>
    private static IReadOnlyList<Statement> About(string? topic, IReadOnlyList<Statement> statements)
    {
        var asked = Stems(topic ?? "").ToHashSet(StringComparer.Ordinal);
        return asked.Count > 0 ? Those(statements, words => 2 * asked.Count(words.Contains) >= asked.Count) : statements;
    }

    private static IReadOnlyList<Statement> Those(IReadOnlyList<Statement> statements, Func<HashSet<string>, bool> fit)
    {
        var those = statements.Take(Looked).Where(statement => fit(WordsShown(statement).ToHashSet(StringComparer.Ordinal))).ToList();
        return those.Count > 0 ? those : statements;
    }

    /// <summary>Whether it has a thing of the kind that is asked for; somebody may also be named in the sentences that it leans on.</summary>
    private static bool Carries(QuestionKind kind, Statement statement) => kind switch
    {
        QuestionKind.HowMany or QuestionKind.When or QuestionKind.Where => statement.Best.HasExpected,
        QuestionKind.Who or QuestionKind.WhoSaid => statement.Best.HasExpected || statement.Context is not { Before.Count: 0, Person: null },
        _ => true,
    };

    private static IEnumerable<string> WordsShown(Statement statement) =>
        statement.Sentences.Select(sentence => sentence.Text).Append(statement.Context.Person ?? "").SelectMany(Stems);

    private static IEnumerable<string> Stems(string text) => Term.AllIn(text).Select(term => term.Stem);
}
