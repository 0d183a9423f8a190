using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Search;

/// <summary>Reads the sentences that words and meaning put first, each among its neighbours, together with the question.</summary>
internal static class CandidateReading
{
    // In the light of what stands around it: who "he" is, when "then" was.
    private const int Reach = 1;

    private const int MostCandidates = 16;

    // What is read for one question, in one round of it, and at once.
    private const int MostTokens = 1200;
    private const int TokensOfRound = 600;
    private const int MostTokensOfWindow = 256;

    // In log-odds (.95): where a sentence is read as so sure an answer, those that words and meaning put last are not read any more.
    private const double Sure = 2.94;

    /// <summary>Reads the best candidates.</summary>
    /// <param name="ranked">Best first.</param>
    /// <returns>The same sentences: those that were read, best first, then the others as they were.</returns>
    public static async Task<IReadOnlyList<ScoredSentence>> ReadAsync(
        AnswerReader reader, Question question, IReadOnlyList<ScoredSentence> ranked, CancellationToken cancellationToken)
    {
        var candidates = ranked.Take(MostCandidates).Select(scored => new Place(scored.Article, scored.Story, scored.Sentence.Ordinal));
        var sure = question.Kind == QuestionKind.WhatWasSaid ? double.PositiveInfinity : Sure; // all that somebody says may answer
        var told = await ReadAsync(reader, question, candidates, sure, cancellationToken);
        var read = ranked
            .Where(scored => told.ContainsKey((scored.Article.Id, scored.Sentence.Ordinal)))
            .Select(scored => Read(scored, told[(scored.Article.Id, scored.Sentence.Ordinal)]))
            .OrderByDescending(scored => scored.Score)
            .ToList();
        var unread = ranked.Where(scored => !told.ContainsKey((scored.Article.Id, scored.Sentence.Ordinal))).ToList();
        return unread.Count == 0 || read.Count == 0 ? [.. read, .. unread] : [.. read, .. unread.Select(scored => scored with { Score = read[^1].Score - 1 + (scored.Score - unread[0].Score) })];
    }

    /// <summary>Reads what somebody says, as far as it comes near to the question.</summary>
    public static async Task<SpeakersStories> ReadAsync(
        AnswerReader reader, Question question, QuestionVectors vectors, SpeakersStories spoken, CancellationToken cancellationToken)
    {
        var nearest = spoken.Stories
            .SelectMany(story => story.Statements.Where(statement => spoken.Names.Contains(statement.Speaker ?? "") && statement.LastSentence < story.Sentences.Count), (story, statement) => (Story: story, Ordinal: statement.FirstSentence))
            .Distinct()
            .OrderByDescending(place => vectors.CosinesOf(place.Story, place.Ordinal).ContentCosine)
            .Take(MostCandidates);
        var told = await ReadAsync(reader, question, nearest.Select(place => new Place(place.Story.Article, place.Story.Sentences, place.Ordinal)), double.PositiveInfinity, cancellationToken);
        return spoken with { Readings = told.ToDictionary(one => one.Key, one => one.Value.Reading) };
    }

    /// <param name="sure">What is read as at least so sure an answer ends the reading.</param>
    private static async Task<Dictionary<(ArticleId, int), (SentenceReading Reading, double Answered)>> ReadAsync(
        AnswerReader reader, Question question, IEnumerable<Place> candidates, double sure, CancellationToken cancellationToken)
    {
        var told = new Dictionary<(ArticleId, int), (SentenceReading Reading, double Answered)>();
        foreach (var round in Rounds(Windows(reader.Tokenizer, candidates), reader.Tokenizer))
        {
            var readings = await reader.ReadAsync(round.ConvertAll(window => window.For(question.Content)), cancellationToken);
            foreach (var (window, reading) in round.Zip(readings))
            {
                foreach (var (index, sentence) in reading.Sentences.Index())
                {
                    var place = (window.Article.Id, window.First + index);
                    if (!told.TryGetValue(place, out var known) || known.Reading.Answers < sentence.Answers)
                    {
                        told[place] = (sentence, reading.Answered);
                    }
                }
            }

            if (told.Values.Any(one => one.Reading.Answers >= sure))
            {
                break;
            }
        }

        return told;
    }

    private static IEnumerable<List<Window>> Rounds(IEnumerable<Window> windows, WindowTokenizer tokenizer)
    {
        var (round, tokens) = (new List<Window>(), 0);
        foreach (var window in windows)
        {
            round.Add(window);
            tokens += window.Tokens(tokenizer);
            if (tokens >= TokensOfRound)
            {
                yield return round;
                (round, tokens) = ([], 0);
            }
        }

        if (round.Count > 0)
        {
            yield return round;
        }
    }

    private static ScoredSentence Read(ScoredSentence scored, (SentenceReading Reading, double Answered) told)
    {
        var features = scored.Features.Read(told.Reading, told.Answered);
        return scored with { Features = features, Score = features.Score, Reading = told.Reading };
    }

    /// <summary>The candidates with their neighbours, best first until the tokens are used up; what touches is one window.</summary>
    private static List<Window> Windows(WindowTokenizer tokenizer, IEnumerable<Place> candidates)
    {
        var windows = new List<Window>();
        var tokens = 0;
        foreach (var candidate in candidates)
        {
            if (tokens >= MostTokens)
            {
                break;
            }

            var near = windows.FindAll(window => window.Article.Id == candidate.Article.Id && candidate.Ordinal >= window.First - 1 && candidate.Ordinal <= window.Last + 1);
            if (near.Exists(window => candidate.Ordinal >= window.First && candidate.Ordinal <= window.Last))
            {
                continue;
            }

            var wanted = Around(candidate, tokenizer);
            if (near is [var same, ..] && same.With(wanted) is var joined && joined.Tokens(tokenizer) <= MostTokensOfWindow)
            {
                tokens += joined.Tokens(tokenizer) - same.Tokens(tokenizer);
                windows[windows.IndexOf(same)] = joined;
            }
            else
            {
                tokens += wanted.Tokens(tokenizer);
                windows.Add(wanted);
            }
        }

        return windows;
    }

    /// <summary>A candidate with its neighbours; without the one after, or alone, where they are too long.</summary>
    private static Window Around(Place candidate, WindowTokenizer tokenizer)
    {
        var (before, after) = (Math.Max(0, candidate.Ordinal - Reach), Math.Min(candidate.Story.Count - 1, candidate.Ordinal + Reach));
        Window[] windows =
        [
            new(candidate.Article, candidate.Story, before, after),
            new(candidate.Article, candidate.Story, before, candidate.Ordinal),
            new(candidate.Article, candidate.Story, candidate.Ordinal, candidate.Ordinal),
        ];
        return Array.Find(windows, window => window.Tokens(tokenizer) <= MostTokensOfWindow) ?? windows[^1];
    }

    /// <summary>A sentence of a story.</summary>
    private sealed record Place(Article Article, IReadOnlyList<Sentence> Story, int Ordinal);

    /// <summary>Sentences of a story that are read at once.</summary>
    private sealed record Window(Article Article, IReadOnlyList<Sentence> Story, int First, int Last)
    {
        public ReadingWindow For(string question) => new(
            question, StoryHeader.Of(Article.Title, Article.Published is { } published ? DateOnly.FromDateTime(published.Date) : null), [.. Sentences]);

        public Window With(Window other) => this with { First = Math.Min(First, other.First), Last = Math.Max(Last, other.Last) };

        public int Tokens(WindowTokenizer tokenizer) => WindowTokenizer.MaxHeaderTokens + Sentences.Sum(tokenizer.Length);

        private IEnumerable<string> Sentences => Story.Skip(First).Take(Last - First + 1).Select(sentence => sentence.Text);
    }
}
