using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;

namespace NewsBot.Retrieval.Search;

/// <summary>Finds the sentences that may answer a question.</summary>
public sealed class Retriever(
    IArticleIndex index,
    RememberedVectors embedder,
    WordRarity rarity,
    WordNet dictionary,
    AnswerReader reader,
    IOptions<RetrievalOptions> options)
{
    /// <summary>Searches the stories that the question's window and outlet admit, and if they do not answer it, the others, too.</summary>
    public async Task<Evidence> RetrieveAsync(Question question, CancellationToken cancellationToken)
    {
        var filter = new ArticleFilter(question.Window, question.Outlet?.Name);
        var vectors = EmbedAsync(question, cancellationToken);
        var evidence = await RetrieveAsync(question, vectors, filter, cancellationToken);
        return filter.IsAll || evidence.IsCovered
            ? evidence
            : evidence with { Beyond = await RetrieveAsync(question, vectors, ArticleFilter.All, cancellationToken) };
    }

    private async Task<Evidence> RetrieveAsync(
        Question question, Task<QuestionVectors> vectors, ArticleFilter filter, CancellationToken cancellationToken)
    {
        var searched = await DescribeAsync(filter, cancellationToken);
        if (searched.Stories == 0)
        {
            return new Evidence(question, [], []) { Searched = searched with { Mentions = await MentionsAsync(question, cancellationToken) } };
        }

        // 1. The best chunks by words and by meaning, fused.
        var words = question.Terms.Select(term => term.Word).ToList();
        var searching = index.SearchAsync(new ChunkQuery(words, WholeOf(vectors), options.Value.CandidateChunks, filter), cancellationToken);
        var hits = await searching;
        var chunks = RankFusion.Take(RankFusion.Fuse(hits.Chunks, question.AskedAt), options.Value.RankedChunks, options.Value.RankedArticles);

        // 2. Their sentences, ranked for the question as it is with the capitals of the stories.
        var articles = await index.ReadAsync(chunks.Select(chunk => chunk.ArticleId).ToHashSet(), cancellationToken);
        var read = new StoryCapitals(articles, rarity, dictionary).Restore(question);
        if (!ReferenceEquals(read, question))
        {
            (question, vectors) = (read, EmbedAsync(read, cancellationToken));
        }

        var weights = new TermWeights(question, hits, rarity);
        var candidates = SentenceRanker.Rank(question, await vectors, weights, hits.Chunks, chunks, articles);

        // 3. The best of them are read together with the question, and ranked by what the reader says.
        var sentences = await CandidateReading.ReadAsync(reader, question, candidates, cancellationToken);

        // 4. Somebody's words are looked up in all stories in which they speak.
        var spoken = question is { Kind: QuestionKind.WhatWasSaid, Speaker: { } speaker }
            ? await SpeakersStories.FindAsync(index, question, speaker, articles, filter, cancellationToken)
            : null;

        // 5. How sure that is, and what was searched.
        var unknown = question.Terms.Where(term => hits.Frequencies[term.Word] == 0).ToList();
        var features = ConfidenceFeatures.Of(question, weights, sentences, unknown);
        var evidence = new Evidence(question, question.Kind == QuestionKind.WhatWasSaid ? MostOfTheTopicFirst(sentences) : sentences, unknown)
        {
            Features = features,
            Confidence = features.Probability,
            Searched = searched,
            Spoken = spoken,
        };
        if (evidence is { IsCovered: true, Spoken: not null } && question.Topic is not null)
        {
            evidence = evidence with { Spoken = await CandidateReading.ReadAsync(reader, question, await vectors, evidence.Spoken, cancellationToken) };
        }

        return evidence.IsCovered ? evidence : evidence with { Searched = searched with { Mentions = await MentionsAsync(question, cancellationToken) } };
    }

    // All that somebody says may answer what they said.
    private static List<ScoredSentence> MostOfTheTopicFirst(IEnumerable<ScoredSentence> sentences) =>
        [.. sentences.OrderByDescending(scored => scored.Reading is not null).ThenByDescending(scored => scored.Features[Feature.Bm25])];

    private Task<QuestionVectors> EmbedAsync(Question question, CancellationToken cancellationToken) =>
        QuestionVectors.OfAsync(question, embedder, cancellationToken);

    private static async Task<ReadOnlyMemory<float>> WholeOf(Task<QuestionVectors> vectors) => (await vectors).Whole;

    private async Task<SearchedStories> DescribeAsync(ArticleFilter filter, CancellationToken cancellationToken)
    {
        var counts = await index.CountAsync(filter, cancellationToken);
        return new SearchedStories(counts.Articles, counts.Oldest, counts.Newest, []);
    }

    private async Task<IReadOnlyList<Mention>> MentionsAsync(Question question, CancellationToken cancellationToken)
    {
        var mentions = new List<Mention>();
        foreach (var name in question.Names)
        {
            IReadOnlyList<string> words = name.Text.Contains(' ', StringComparison.Ordinal) ? name.Text.Split(' ') : name.Terms.Select(term => term.Word).ToList();
            mentions.Add(new Mention(name, await index.CountMentionsAsync(words, cancellationToken)));
        }

        return mentions;
    }
}
