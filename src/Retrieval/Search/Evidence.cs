using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>What retrieval found for a question.</summary>
/// <param name="Sentences">Best first; only of stories that the question's window and outlet admit.</param>
/// <param name="Unknown">The question's words that occur in no story.</param>
public sealed record Evidence(Question Question, IReadOnlyList<ScoredSentence> Sentences, IReadOnlyList<Term> Unknown)
{
    // As a share of their weight: a nationality or a title may be written in another way.
    private const double MostNamesMissing = 0.5;

    // What has nothing of a question but a name mostly tells of something else, unless it has a thing of the kind that is asked for.
    private const double LeastToldBeyondNames = 0.05;
    private const double SureOfNames = 0.6;

    /// <summary>What tells whether the best sentence answers.</summary>
    public ConfidenceFeatures Features { get; init; } = ConfidenceFeatures.Nothing;

    /// <summary>How sure it is that the best sentence answers: 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>How much of the question is told besides its names: 0 to 1.</summary>
    public double ToldBeyondNames { get; init; } = 1;

    /// <summary>What other words the question may be answered in; null: none.</summary>
    public QuestionMeanings? Meanings { get; init; }

    /// <summary>
    /// Whether the stories answer the question, as far as can be told. Names are decisive: nothing said about others answers a question about
    /// somebody whom no story mentions, or whom what was found is not about.
    /// </summary>
    public bool IsCovered => Sentences.Count > 0
        && !Question.Names.Any(name => IsUnknown(name) || IsElsewhere(name))
        && (Premise.Of(Question, Meanings?.Relatives) is not { } premise || Sentences.Any(premise.IsIn))
        && AskedThing.IsToldBy(Sentences, Question, Meanings?.Relatives)
        && Features[ConfidenceFeature.NamesMissing] <= MostNamesMissing
        && Confidence >= (TellsOnlyNames ? SureOfNames : RankingModel.Shipped.Threshold);

    private bool TellsOnlyNames => ToldBeyondNames < LeastToldBeyondNames && Features[ConfidenceFeature.ExpectedFound] == 0;

    // Of several words the last tells who it is: stories may spell a first name in another way.
    // The best sentence may say it in another word, as Syria for Syrian.
    private bool IsUnknown(Name name) => name.Terms is [.., var last] && Unknown.Contains(last) && !Sentences[0].SaidOtherwise.Contains(last.Stem);

    // The whole story of the best sentence is not about it; a nationality may be told by the country, and the EU be spelled out.
    private bool IsElsewhere(Name name) =>
        !Nationalities.Is(name.Text)
        && !name.Terms.Any(term => Sentences[0].SaidOtherwise.Contains(term.Stem))
        && !Sentences[0].Story.Select(sentence => sentence.Text).Prepend(Sentences[0].Article.Title)
            .Any(text => Term.AllIn(text).Any(term => name.Terms.Any(wanted => wanted.Stem == term.Stem)));

    /// <summary>Where the one speaks whose words are asked for; null when nobody's are.</summary>
    public SpeakersStories? Spoken { get; init; }

    public SearchedStories Searched { get; init; } = new(0, null, null, []);

    /// <summary>The same question without its window and outlet, when it has any and the stories within them do not answer it.</summary>
    public Evidence? Beyond { get; init; }
}

/// <summary>Which stories were searched.</summary>
/// <param name="Stories">How many the question's window and outlet admit.</param>
/// <param name="Oldest">Publication date of the oldest of them that has one.</param>
/// <param name="Newest">Publication date of the newest of them that has one.</param>
/// <param name="Mentions">In how many of all stories each name of the question occurs, in the question's order; empty when it is answered.</param>
public sealed record SearchedStories(long Stories, DateTimeOffset? Oldest, DateTimeOffset? Newest, IReadOnlyList<Mention> Mentions);

/// <summary>How often a name occurs.</summary>
public sealed record Mention(Name Name, long Stories);
