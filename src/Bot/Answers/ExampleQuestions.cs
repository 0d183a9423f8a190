using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>Questions that the newest stories answer, for those who do not know yet what to ask. Each was asked and answered before it is shown.</summary>
public sealed class ExampleQuestions(IArticleIndex index, QuestionAnswerer answerer) : IDisposable
{
    private const int Stories = 24;
    private const int MostTried = 12;

    private readonly SemaphoreSlim making = new(1, 1);
    private (ArticleCounts Stock, IReadOnlyList<string> Questions)? made;

    /// <summary>So many, or fewer when the stories answer no more; none when nobody says anything in them.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(int count, CancellationToken cancellationToken)
    {
        var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
        await making.WaitAsync(cancellationToken);
        try
        {
            if (made?.Stock != stock || made?.Questions.Count < count)
            {
                made = (stock, await MakeAsync(count, cancellationToken));
            }

            return made!.Value.Questions.Take(count).ToList();
        }
        finally
        {
            making.Release();
        }
    }

    public void Dispose() => making.Dispose();

    private async Task<IReadOnlyList<string>> MakeAsync(int count, CancellationToken cancellationToken)
    {
        var stories = await index.ReadAsync(await index.GetNewestAsync(Stories, cancellationToken), cancellationToken);
        var questions = new List<string>();
        foreach (var question in Candidates(stories).Take(MostTried))
        {
            if (questions.Count < count && (await answerer.FindAsync(question, askedAt: null, cancellationToken)).Answer is Answer.Grounded)
            {
                questions.Add(question);
            }
        }

        return questions;
    }

    /// <summary>Of those who speak in most stories about somebody, in several ways of asking.</summary>
    private static IEnumerable<string> Candidates(IReadOnlyList<StoredArticle> stories) => stories
        .SelectMany(story => Subjects(story).Distinct().Select(subject => (Subject: subject, Story: story.Article.Id)))
        .GroupBy(found => found.Subject, found => found.Story)
        .OrderByDescending(found => found.Count()).ThenBy(found => found.Key.Speaker, StringComparer.Ordinal)
        .DistinctBy(found => found.Key.Speaker, StringComparer.Ordinal)
        .Select((found, place) => Asking(found.Key.Speaker, found.Key.About, place, found.Count() > 2));

    private static string Asking(string speaker, string about, int place, bool isOften) => (place % 3, isOften) switch
    {
        (1, true) => $"What has {speaker} said about {about} over time?",
        (2, true) => $"Who agrees with {speaker} about {about}?",
        _ => $"What did {speaker} say about {about}?",
    };

    private static IEnumerable<(string Speaker, string About)> Subjects(StoredArticle story)
    {
        var people = StoryPeople.Of(story.Sentences);
        foreach (var statement in story.Statements.Where(statement => statement is { IsDenied: false, Speaker: not null } && people.AreNamedIn(statement.Speaker)))
        {
            var said = string.Join(' ', statement.Content.Select(span => story.Article.Body[span.Start..span.End]));
            if (people.LastNamedIn(said) is { } about && !SpeakerName.AreSame(about, statement.Speaker!))
            {
                yield return (statement.Speaker!, about);
            }
        }
    }
}
