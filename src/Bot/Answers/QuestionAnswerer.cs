using System.Diagnostics;
using NewsBot.Answers.Speech;
using NewsBot.Answers.Writing;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>The read journey: from what somebody typed to what the bot says.</summary>
/// <param name="copies">Tells which other outlets have published a story; null: nobody knows.</param>
/// <param name="freshness">Tells how old the newest story is; null: nobody asks.</param>
/// <param name="model">Puts what is found into words; null: the words are always the stories' own.</param>
public sealed class QuestionAnswerer(
    Retriever retriever, QuotationFinder quotations, IArticleIndex index, TimeProvider time, ModelAnswerer? model = null, WireCopies? copies = null, Freshness? freshness = null)
{
    /// <summary>The whole answer.</summary>
    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async Task<Reply> AnswerAsync(string utterance, DateTimeOffset? askedAt, CancellationToken cancellationToken) =>
        await WriteAsync(await FindAsync(utterance, askedAt, cancellationToken), cancellationToken).LastAsync(cancellationToken);

    /// <summary>
    /// The answer as it comes, sentence by sentence: each reply begins with the sentences of the one before, and the last is whole. Without a
    /// language model there is one, what was found.
    /// </summary>
    /// <param name="found">The answer in the stories' own words, by <see cref="FindAsync"/>.</param>
    public IAsyncEnumerable<Reply> WriteAsync(Reply found, CancellationToken cancellationToken) =>
        model is not null && model.CanWrite(found) ? model.WriteAsync(found, cancellationToken).Select(Marked) : new[] { found }.ToAsyncEnumerable();

    /// <summary>The answer in the stories' own words, whether or not there is a language model.</summary>
    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async Task<Reply> FindAsync(string utterance, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        // 1. Understand the question, and say at once what no search could answer.
        var started = Stopwatch.GetTimestamp();
        if (Clarifications.BeforeParsing(utterance) is { } unreadable)
        {
            return new Reply(utterance, unreadable, Timings.Since(started));
        }

        var outlets = await index.GetOutletsAsync(cancellationToken);
        var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
        var now = askedAt is { } clock && IsPlausible(clock) ? clock : time.GetLocalNow();
        var question = QuestionParser.Parse(utterance, new AskingContext(now, outlets));
        if (Clarifications.BeforeSearch(question, stock, outlets) is { } clear)
        {
            return new Reply(question.Text, clear, Timings.Since(started)) { Question = question };
        }

        var understood = Stopwatch.GetTimestamp();

        // 2. Where words were pasted, find the story that they come from.
        if (question.Sought is { } sought && await quotations.FindAsync(sought.Text, cancellationToken) is { } match && (sought.IsMarked || match.IsExact)
            && AnswerVerifier.KeepSupported(QuotationAnswer.Of(question, match)) is { } sourced)
        {
            return new Reply(question.Text, WithCopies(sourced), Timings.Since(started, understood, Stopwatch.GetTimestamp())) { Question = question };
        }

        // 3. Otherwise retrieve the sentences that may answer it.
        var evidence = await retriever.RetrieveAsync(question, cancellationToken);
        var retrieved = Stopwatch.GetTimestamp();

        // 4. Answer from them, and show only what the stories carry.
        var answer = (question.Sought is { IsMarked: true } ? QuotationAnswer.Missing(evidence) : ExtractiveAnswerer.Answer(evidence)) switch
        {
            Answer.Grounded grounded => AnswerVerifier.KeepSupported(grounded) ?? (Answer)AnswerVerifier.KeepSupported(Refusal.Of(evidence)),
            Answer.NotCovered notCovered => AnswerVerifier.KeepSupported(notCovered),
            var other => other,
        };
        return Marked(new Reply(question.Text, WithCopies(answer), Timings.Since(started, understood, retrieved)) { Question = evidence.Question, Evidence = evidence, Newest = stock.Newest });
    }

    private Reply Marked(Reply reply) => freshness is null ? reply : reply with { Answer = freshness.Mark(reply.Answer, reply.Question, reply.Newest) };

    /// <summary>Names with each cited story the outlets that have published it as well.</summary>
    private Answer WithCopies(Answer answer)
    {
        if (copies is null || answer is not Answer.Grounded { Citations: { Count: > 0 } citations } grounded)
        {
            return answer;
        }

        var known = copies.Of(citations.Select(citation => citation.Article.Id).Distinct().ToList());
        return known.Count == 0
            ? answer
            : grounded with
            {
                Citations = citations
                    .Select(citation => citation with { AlsoIn = [.. citation.AlsoIn, .. known[citation.Article.Id].Where(copy => copy.Source != citation.Article.Source)] })
                    .ToList(),
            };
    }

    // A channel's clock may be unset; days and weeks cannot be counted at the ends of the calendar.
    private static bool IsPlausible(DateTimeOffset clock) => clock.Year is > 1900 and < 2200;
}

/// <summary>An answer with the question it belongs to.</summary>
/// <param name="Standalone">The question as it was understood, so that it makes sense without the conversation before it.</param>
public sealed record Reply(string Standalone, Answer Answer, Timings Timings)
{
    /// <summary>What a question was made to that went on with the conversation, which whoever asked it is told; null when it was read as typed.</summary>
    public string? TakenAs { get; init; }

    /// <summary>Who wrote the words of the answer.</summary>
    public AnswerMode Mode { get; init; }

    /// <summary>What was understood; null when it was not read as a question.</summary>
    public Question? Question { get; init; }

    /// <summary>What was found; null when nothing was searched.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>When the newest story of all was published, of whatever the answer is.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>What became of what a language model wrote; null when none was asked.</summary>
    public DraftReport? Draft { get; init; }
}

/// <summary>How an answer comes by its words.</summary>
public enum AnswerMode
{
    /// <summary>They are the stories' own.</summary>
    Extractive,

    /// <summary>A language model wrote them, which readers are told wherever a channel has a label for it.</summary>
    Model,
}

/// <summary>How long each part took.</summary>
public sealed record Timings(TimeSpan Understand, TimeSpan Retrieve, TimeSpan Answer)
{
    public TimeSpan Total => Understand + Retrieve + Answer;

    /// <param name="started">Timestamps of <see cref="Stopwatch"/>, as all here.</param>
    public static Timings Since(long started) => new(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.Zero);

    public static Timings Since(long started, long understood, long retrieved) => new(
        Stopwatch.GetElapsedTime(started, understood), Stopwatch.GetElapsedTime(understood, retrieved), Stopwatch.GetElapsedTime(retrieved));
}
