using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>What retrieval found for a question.</summary>
/// <param name="Sentences">Best first; only of stories that the question's window and outlet admit.</param>
/// <param name="Unknown">The question's words that occur in no story.</param>
public sealed record Evidence(Question Question, IReadOnlyList<ScoredSentence> Sentences, IReadOnlyList<Term> Unknown)
{
    private const int LongestAcronym = 6;

    /// <summary>What tells whether the best sentence answers.</summary>
    public ConfidenceFeatures Features { get; init; } = ConfidenceFeatures.Nothing;

    /// <summary>How sure it is that the best sentence answers: 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Whether the stories answer the question, as far as can be told.</summary>
    public bool IsCovered => Sentences.Count > 0 && Confidence >= RankingModel.Shipped.Threshold && !TellsOfOthers;

    /// <summary>Whether they may answer it, which is to be said so.</summary>
    public bool IsPossiblyCovered => Sentences.Count > 0 && Confidence >= RankingModel.Shipped.PossibleThreshold && !TellsOfOthers;

    /// <summary>
    /// Whether the question names somebody whom stories know, but the best sentence's story does not: what it tells is told of others. Countries are
    /// told in many ways, and a name that no story has may be misspelt.
    /// </summary>
    private bool TellsOfOthers => Question.Names.Any(name =>
        name.Terms is [.., var last] && !Unknown.Contains(last) && !Countries.In(name.Text).Any() && !Nationalities.Is(name.Text) && !IsIn(name, Sentences[0]));

    private static bool IsIn(Name name, ScoredSentence best) => best.Story.Select(sentence => sentence.Text).Prepend(best.Article.Title).Select(Token.AllIn).Any(tokens =>
        tokens.Any(token => name.Terms.Any(wanted => wanted.Stem == token.Stem))
        || (name.Text.Length is > 1 and <= LongestAcronym && name.Text.All(char.IsUpper) && Acronyms.IsSpelledOut(name.Text.ToLowerInvariant(), tokens)));

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
