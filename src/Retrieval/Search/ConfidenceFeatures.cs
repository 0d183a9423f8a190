using System.Numerics.Tensors;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>What tells whether the best sentence answers the question, and how sure that is together.</summary>
public sealed class ConfidenceFeatures
{
    private static readonly ConfidenceFeature[] All = Enum.GetValues<ConfidenceFeature>();

    private readonly double[] values = new double[All.Length];

    private ConfidenceFeatures()
    {
    }

    /// <summary>Nothing was found.</summary>
    public static ConfidenceFeatures Nothing { get; } = new();

    public double this[ConfidenceFeature feature]
    {
        get => values[(int)feature];
        private init => values[(int)feature] = value;
    }

    /// <summary>All values in the order of <see cref="ConfidenceFeature"/>.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The probability that the question is answered, by logistic regression (see <see cref="RankingModel"/>): 0 to 1.</summary>
    public double Probability => this[ConfidenceFeature.Constant] == 0
        ? 0
        : 1 / (1 + Math.Exp(-TensorPrimitives.Dot<double>(values, RankingModel.Shipped.ConfidenceWeights)));

    public IReadOnlyList<(string Name, double Value)> Named() =>
        All.Select(feature => (feature.ToString(), this[feature])).ToList();

    /// <param name="sentences">Best first.</param>
    /// <param name="unknown">The question's words that occur in no story.</param>
    public static ConfidenceFeatures Of(Question question, TermWeights weights, IReadOnlyList<ScoredSentence> sentences, IReadOnlyList<Term> unknown)
    {
        if (sentences is not [var best, ..])
        {
            return Nothing;
        }

        var unknownStems = unknown.Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var names = question.Names.SelectMany(name => name.Terms).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var passage = StemsOf(best.TitleAndPassage);
        var speaker = StemsOf(question.Kind == QuestionKind.WhatWasSaid ? question.Speaker ?? "" : "");
        var topic = StemsOf(question.Kind is QuestionKind.WhatWasSaid or QuestionKind.WhoSaid ? question.Topic ?? "" : "");
        var read = sentences.Where(scored => scored.Reading is not null).ToList();
        return new ConfidenceFeatures
        {
            [ConfidenceFeature.Constant] = 1,
            [ConfidenceFeature.Answers] = best.Features[Feature.Answers],
            [ConfidenceFeature.BestAnswers] = read.Max(scored => (double?)scored.Features[Feature.Answers]) ?? 0,
            [ConfidenceFeature.WindowAnswers] = read.Max(scored => (double?)scored.Features[Feature.WindowAnswers]) ?? 0,
            [ConfidenceFeature.Lead] = (best.Score - sentences.Take(5).Last().Score) / 10,
            [ConfidenceFeature.BestCosine] = sentences.Take(5).Max(scored => scored.Features[Feature.ContentCosine]),
            [ConfidenceFeature.PassageCoverage] = best.PassageCoverage,
            [ConfidenceFeature.RarestMissing] = best.Features[Feature.RarestMissing],
            [ConfidenceFeature.Unknown] = weights.Share(unknownStems.Contains),
            [ConfidenceFeature.UnknownName] = names.Overlaps(unknownStems) ? 1 : 0,
            [ConfidenceFeature.NamesMissing] = Missing(names, [.. passage, .. NamesTold(question, passage)]),
            [ConfidenceFeature.SpeakerMissing] = speaker.Count > 0 && !speaker.Overlaps(passage) ? 1 : 0,
            [ConfidenceFeature.TopicMissing] = Missing(topic, passage),
            [ConfidenceFeature.ExpectedMissing] = question.Expects != ExpectedAnswer.Anything && !best.HasExpected ? 1 : 0,
        };

        double Missing(HashSet<string> wanted, HashSet<string> present)
        {
            var all = weights.Share(wanted.Contains);
            return all > 0 ? weights.Share(stem => wanted.Contains(stem) && !present.Contains(stem)) / all : 0;
        }
    }

    // Of several words the last tells who it is: “Lakhdar Brahimi” is told where “Brahimi” is.
    private static IEnumerable<string> NamesTold(Question question, HashSet<string> passage) => question.Names
        .Where(name => name.Terms is [.., var last] && passage.Contains(last.Stem))
        .SelectMany(name => name.Terms).Select(term => term.Stem);

    private static HashSet<string> StemsOf(params IEnumerable<string> texts) =>
        texts.SelectMany(Term.AllIn).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
}
