using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;

namespace NewsBot.Retrieval.Search;

/// <summary>Reads the sentences that words and meaning put first, each among its neighbours, together with the question.</summary>
internal static class CandidateReading
{
    // In the light of what stands around it: who "he" is, when "then" was.
    private const int Reach = 1;

    private const int MostCandidates = 16;

    // What is read for one question, and at once. More was no better than it took longer.
    private const int MostTokens = 1400;
    private const int MostTokensOfWindow = 256;

    /// <param name="ranked">Best first.</param>
    /// <returns>The same sentences: those that were read, best first, then the others as they were.</returns>
    public static async Task<IReadOnlyList<ScoredSentence>> ReadAsync(
        AnswerReader reader, Question question, IReadOnlyList<ScoredSentence> ranked, CancellationToken cancellationToken)
    {
        var windows = Windows(reader.Tokenizer, ranked);
        var readings = await reader.ReadAsync(windows.ConvertAll(window => window.For(question.Content)), cancellationToken);
        var told = windows.Zip(readings)
            .SelectMany(read => read.Second.Sentences.Select((reading, index) => (Place: (read.First.Story.Article.Id, read.First.First + index), Reading: reading, read.Second.Answered)))
            .GroupBy(read => read.Place)
            .ToDictionary(same => same.Key, same => same.MaxBy(read => read.Reading.Answers));
        var read = ranked
            .Where(scored => told.ContainsKey((scored.Article.Id, scored.Sentence.Ordinal)))
            .Select(scored => Read(scored, told[(scored.Article.Id, scored.Sentence.Ordinal)].Reading, told[(scored.Article.Id, scored.Sentence.Ordinal)].Answered))
            .OrderByDescending(scored => scored.Score)
            .ToList();
        var unread = ranked.Where(scored => !told.ContainsKey((scored.Article.Id, scored.Sentence.Ordinal))).ToList();
        return unread.Count == 0 || read.Count == 0 ? [.. read, .. unread] : [.. read, .. unread.Select(scored => scored with { Score = read[^1].Score - 1 + (scored.Score - unread[0].Score) })];
    }

    private static ScoredSentence Read(ScoredSentence scored, SentenceReading reading, double answered)
    {
        var features = scored.Features.Read(reading, answered);
        return scored with { Features = features, Score = features.Score, Reading = reading };
    }

    /// <summary>The candidates with their neighbours, best first until the tokens are used up; what overlaps is one window.</summary>
    private static List<Window> Windows(WindowTokenizer tokenizer, IReadOnlyList<ScoredSentence> ranked)
    {
        var windows = new List<Window>();
        var tokens = 0;
        foreach (var candidate in ranked.Take(MostCandidates).TakeWhile(_ => tokens < MostTokens))
        {
            var ordinal = candidate.Sentence.Ordinal;
            var near = windows.FindAll(window => window.Story.Article.Id == candidate.Article.Id && ordinal >= window.First - 1 && ordinal <= window.Last + 1);
            if (near.Exists(window => ordinal >= window.First && ordinal <= window.Last))
            {
                continue;
            }

            var wanted = Around(candidate, tokenizer);
            if (near is [var same, ..] && same.With(wanted) is var joined && joined.Tokens(tokenizer) <= MostTokensOfWindow)
            {
                tokens -= same.Tokens(tokenizer);
                windows.Remove(same);
                wanted = joined;
            }

            tokens += wanted.Tokens(tokenizer);
            windows.Add(wanted);
        }

        return windows;
    }

    /// <summary>A candidate with its neighbours; without the one after, or alone, where they are too long.</summary>
    private static Window Around(ScoredSentence candidate, WindowTokenizer tokenizer)
    {
        var (ordinal, last) = (candidate.Sentence.Ordinal, candidate.Story.Count - 1);
        Window[] windows =
        [
            new(candidate, Math.Max(0, ordinal - Reach), Math.Min(last, ordinal + Reach)),
            new(candidate, Math.Max(0, ordinal - Reach), ordinal),
            new(candidate, ordinal, ordinal),
        ];
        return Array.Find(windows, window => window.Tokens(tokenizer) <= MostTokensOfWindow) ?? windows[^1];
    }

    /// <summary>Sentences of a story that are read at once.</summary>
    private sealed record Window(ScoredSentence Story, int First, int Last)
    {
        public ReadingWindow For(string question) => new(
            question, StoryHeader.Of(Story.Article.Title, Story.Article.Published is { } published ? DateOnly.FromDateTime(published.Date) : null), [.. Sentences]);

        public Window With(Window other) => this with { First = Math.Min(First, other.First), Last = Math.Max(Last, other.Last) };

        public int Tokens(WindowTokenizer tokenizer) => WindowTokenizer.MaxHeaderTokens + Sentences.Sum(tokenizer.Length);

        private IEnumerable<string> Sentences => Story.Story.Skip(First).Take(Last - First + 1).Select(sentence => sentence.Text);
    }
}
