using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>A statement with its story, as a candidate for an answer.</summary>
/// <param name="Topic">How much of the topic it is about: 0 to 1.</param>
/// <param name="Rank">Of its best sentence among those found, from 0.</param>
internal sealed record SpokenStatement(StoredArticle Story, Statement Statement, double Topic, int Rank)
{
    // What the sentence before tells counts less than the statement's own.
    private const double ShareOfBefore = 0.6;

    public Article Article => Story.Article;

    public IEnumerable<int> Ordinals => Enumerable.Range(Statement.FirstSentence, Statement.LastSentence - Statement.FirstSentence + 1);

    public IEnumerable<Sentence> Sentences => Ordinals.Select(ordinal => Story.Sentences[ordinal]);

    public IEnumerable<(ArticleId, int)> Places => Ordinals.Select(ordinal => (Article.Id, ordinal));

    public Said Said => new(Statement.Speaker!, Statement.Type)
    {
        Via = Statement.Within is { } outer && Story.Statements[outer].Speaker is { } teller && teller != Statement.Speaker ? teller : null,
    };

    /// <summary>All statements that somebody known makes in the stories, those in the sentences found best first.</summary>
    /// <param name="topic">Stems of its words.</param>
    public static IReadOnlyList<SpokenStatement> AllIn(Evidence evidence, HashSet<string> topic)
    {
        var ranks = evidence.Sentences.Select((scored, rank) => (Place: (scored.Article.Id, scored.Sentence.Ordinal), rank)).ToDictionary(pair => pair.Place, pair => pair.rank);
        var found = evidence.Sentences.DistinctBy(scored => scored.Article.Id)
            .Select(scored => new StoredArticle(scored.Article, scored.Story) { Statements = scored.Statements });
        return found.Concat(evidence.Spoken?.Stories ?? [])
            .DistinctBy(story => story.Article.Id)
            .SelectMany(story => story.Statements
                .Where(statement => statement.Speaker is not null && statement.LastSentence < story.Sentences.Count)
                .Select(statement => new SpokenStatement(story, statement, 0, int.MaxValue)))
            .Select(spoken => spoken with
            {
                Topic = spoken.ShareOf(topic),
                Rank = spoken.Places.Min(place => ranks.GetValueOrDefault(place, int.MaxValue)),
            })
            .OrderBy(spoken => spoken.Rank).ThenByDescending(spoken => spoken.Topic)
            .ToList();
    }

    /// <summary>Whether it is by somebody who is called so: by the name, or by the office in which the story introduces them.</summary>
    /// <param name="speaker">As typed; several, joined by “and”.</param>
    public bool IsBy(string speaker) => speaker.Split(" and ")
        .Any(one => SpeakerName.AreSame(Statement.Speaker!, one) || Office.Of(Statement.Speaker!, Article.Body).IsMeantBy(one));

    private double ShareOf(HashSet<string> topic)
    {
        if (topic.Count == 0)
        {
            return 0;
        }

        var own = Statement.Content.SelectMany(span => Term.AllIn(Article.Body[span.Start..span.End])).Select(term => term.Stem);
        var said = topic.Intersect(own, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var around = Sentences.Select(sentence => sentence.Text)
            .Append(Statement.FirstSentence > 0 ? Story.Sentences[Statement.FirstSentence - 1].Text : "")
            .SelectMany(Term.AllIn).Select(term => term.Stem);
        var told = topic.Intersect(around, StringComparer.Ordinal).Except(said, StringComparer.Ordinal).Count();
        return (said.Count + (ShareOfBefore * told)) / topic.Count;
    }
}
