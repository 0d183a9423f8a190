using System.Numerics.Tensors;
using NewsBot.Retrieval.Meanings;
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
    /// <param name="nearWords">Of the question.</param>
    public static ConfidenceFeatures Of(
        Question question, TermWeights weights, IReadOnlyList<ScoredSentence> sentences, IReadOnlyList<Term> unknown, NearWords nearWords)
    {
        if (sentences is not [var best, ..])
        {
            return Nothing;
        }

        var unknownStems = unknown.Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var names = question.Names.SelectMany(name => name.Terms).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var passage = StemsOf(best.TitleAndPassage);
        passage.UnionWith(best.SaidOtherwise);
        unknownStems.ExceptWith(best.SaidOtherwise);
        var speaker = StemsOf(question.Kind == QuestionKind.WhatWasSaid ? question.Speaker ?? "" : "");
        var topic = StemsOf(question.Kind is QuestionKind.WhatWasSaid or QuestionKind.WhoSaid ? question.Topic ?? "" : "");
        return new ConfidenceFeatures
        {
            [ConfidenceFeature.Constant] = 1,
            [ConfidenceFeature.PassageCoverage] = best.PassageCoverage,
            [ConfidenceFeature.OtherForms] = best.Features[Feature.OtherForms],
            [ConfidenceFeature.SynonymCoverage] = best.Features[Feature.SynonymCoverage],
            [ConfidenceFeature.KinCoverage] = best.Features[Feature.KinCoverage],
            [ConfidenceFeature.NearCoverage] = Near(best.Sentence.Text),
            [ConfidenceFeature.PassageNear] = Near(best.TitleAndPassage),
            [ConfidenceFeature.BestNear] = sentences.Take(5).Max(scored => scored.Coverage + Near(scored.Sentence.Text)),
            [ConfidenceFeature.Phrase] = best.Features[Feature.Phrase],
            [ConfidenceFeature.RarestMissing] = best.Features[Feature.RarestMissing],
            [ConfidenceFeature.Unknown] = weights.Share(unknownStems.Contains),
            [ConfidenceFeature.UnknownName] = names.Overlaps(unknownStems) ? 1 : 0,
            [ConfidenceFeature.NamesMissing] = Missing(names, [.. passage, .. NamesTold(question, passage)]),
            [ConfidenceFeature.SpeakerMissing] = speaker.Count > 0 && !speaker.Overlaps(passage) ? 1 : 0,
            [ConfidenceFeature.TopicMissing] = Missing(topic, passage),
            [ConfidenceFeature.ExpectedFound] = question.Expects != ExpectedAnswer.Anything && best.HasExpected ? 1 : 0,
            [ConfidenceFeature.ExpectedMissing] = question.Expects != ExpectedAnswer.Anything && !best.HasExpected ? 1 : 0,
            [ConfidenceFeature.AnswerProximity] = best.Features[Feature.AnswerProximity],
            [ConfidenceFeature.Lead] = (best.Score - sentences.Take(5).Last().Score) / 10,
            [ConfidenceFeature.Answers] = best.Features[Feature.Answers],
            [ConfidenceFeature.BestAnswers] = sentences.Where(scored => scored.Reading is not null).Max(scored => (double?)scored.Features[Feature.Answers]) ?? 0,
            [ConfidenceFeature.WindowAnswers] = sentences.Where(scored => scored.Reading is not null).Max(scored => (double?)scored.Features[Feature.WindowAnswers]) ?? 0,
            [ConfidenceFeature.BestCosine] = sentences.Take(5).Max(scored => scored.Features[Feature.ContentCosine]),
        };

        // The weights of the words that the texts lack, each as far as they come near to it.
        double Near(params IEnumerable<string> texts)
        {
            var tokens = texts.SelectMany(Token.AllIn).ToList();
            var (stems, nearness) = (tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal), nearWords.In(tokens));
            return weights.ShareBy(stem => stems.Contains(stem) ? 0 : nearness.GetValueOrDefault(stem));
        }

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
