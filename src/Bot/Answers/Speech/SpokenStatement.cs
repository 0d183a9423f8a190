using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>A statement with its story, as a candidate for an answer.</summary>
/// <param name="Topic">How much of the topic's words it has: 0 to 1.</param>
/// <param name="Rank">Of its best sentence among those found, from 0.</param>
internal sealed record SpokenStatement(StoredArticle Story, Statement Statement, double Topic, int Rank)
{
    // What the sentence before tells counts less than the statement's own.
    private const double ShareOfBefore = 0.6;

    // What the story is about is not repeated in each of its statements.
    private const double ShareOfStory = 0.4;

    /// <summary>How probable it is, as it is read, that it answers: 0 to 1.</summary>
    public double Read { get; init; }

    public Article Article => Story.Article;

    public IEnumerable<int> Ordinals => Enumerable.Range(Statement.FirstSentence, Statement.LastSentence - Statement.FirstSentence + 1);

    public IEnumerable<Sentence> Sentences => Ordinals.Select(ordinal => Story.Sentences[ordinal]);

    public IEnumerable<(ArticleId, int)> Places => Ordinals.Select(ordinal => (Article.Id, ordinal));

    public Said Said => new(Capitalised(string.Join(" and ", Speakers)), Statement.Type)
    {
        Via = Statement.Within is { } outer && Story.Statements[outer].Speaker is { } teller && teller != Statement.Speaker ? teller : null,
    };

    // What two say together is a statement of each; but a sentence that gives more of one of them is that one's.
    private IReadOnlyList<string> Speakers
    {
        get
        {
            var together = Story.Statements.Where(other => other.Speaker is not null && other.Cue == Statement.Cue).Select(other => other.Speaker!).Distinct(StringComparer.Ordinal).ToList();
            var hasMore = Story.Statements.Any(other => other.Speaker == Statement.Speaker && other.Cue != Statement.Cue && Ordinals.Contains(other.FirstSentence));
            return hasMore || together.Count == 0 ? [Statement.Speaker!] : together;
        }
    }

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>All statements that somebody known makes in the stories, those in the sentences found best first.</summary>
    /// <param name="topic">Stems of its words.</param>
    public static IReadOnlyList<SpokenStatement> AllIn(Evidence evidence, HashSet<string> topic)
    {
        var ranks = evidence.Sentences.Select((scored, rank) => (Place: (scored.Article.Id, scored.Sentence.Ordinal), rank)).ToDictionary(pair => pair.Place, pair => pair.rank);
        var read = evidence.Sentences.Where(scored => scored.Reading is not null).Select(scored => KeyValuePair.Create((scored.Article.Id, scored.Sentence.Ordinal), scored.Reading!))
            .Concat(evidence.Spoken?.Readings ?? new Dictionary<(ArticleId, int), SentenceReading>())
            .GroupBy(one => one.Key, one => one.Value.Probability).ToDictionary(same => same.Key, same => same.Max());
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
                Read = spoken.Places.Max(place => read.GetValueOrDefault(place)),
                Rank = spoken.Places.Min(place => ranks.GetValueOrDefault(place, int.MaxValue)),
            })
            .OrderBy(spoken => spoken.Rank).ThenByDescending(spoken => spoken.Topic)
            .ToList();
    }

    /// <summary>Whether it is by somebody who is called so: by the name, or by the office in which the story introduces them.</summary>
    /// <param name="speaker">As typed; several, joined by “and”.</param>
    public bool IsBy(string speaker) => speaker.Split(" and ")
        .Any(one => SpeakerName.AreSame(Statement.Speaker!, one) || (Office.Is(one) && Office.Of(Statement.Speaker!, Article.Body).IsAskedForBy(one)));

    /// <summary>What a sentence tells, but for what others say in it: in “Lavrov spoke of Assad as Kerry announced talks”, Kerry does not speak of Assad.</summary>
    private string WithoutOthers(Sentence sentence)
    {
        var text = sentence.Text.ToCharArray();
        foreach (var span in Story.Statements.Where(other => other.Speaker != Statement.Speaker && !Overlaps(other)).SelectMany(other => other.Content))
        {
            for (var offset = Math.Max(span.Start, sentence.Start); offset < Math.Min(span.End, sentence.End); offset++)
            {
                text[offset - sentence.Start] = ' ';
            }
        }

        return new string(text);
    }

    // What another has said just before is spoken of where it is taken up: Assad denies it.
    private string Before(Sentence sentence) =>
        Statement.Content is [var only] && Article.Body[only.Start..only.End] is "it" or "this" or "that" ? sentence.Text : WithoutOthers(sentence);

    private bool Overlaps(Statement other) => other.Content.Any(span => Statement.Content.Any(own => own.Start < span.End && own.End > span.Start));

    private double ShareOf(HashSet<string> topic)
    {
        if (topic.Count == 0)
        {
            return 0;
        }

        var own = Statement.Content.SelectMany(span => Term.AllIn(Article.Body[span.Start..span.End])).Select(term => term.Stem);
        var said = topic.Intersect(own, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var around = Sentences.Select(WithoutOthers)
            .Append(Statement.FirstSentence > 0 ? Before(Story.Sentences[Statement.FirstSentence - 1]) : "")
            .SelectMany(Term.AllIn).Select(term => term.Stem);
        var speakers = Speakers.SelectMany(Term.AllIn).Select(term => term.Stem); // who speaks is not what is spoken of
        var told = topic.Intersect(around, StringComparer.Ordinal).Except(said, StringComparer.Ordinal).Except(speakers, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var known = said.Count == 0 ? 0
            : topic.Intersect(Term.AllIn(Article.Title).Select(term => term.Stem), StringComparer.Ordinal).Except(said, StringComparer.Ordinal).Except(told, StringComparer.Ordinal).Count();
        return (said.Count + (ShareOfBefore * told.Count) + (ShareOfStory * known)) / topic.Count;
    }
}
