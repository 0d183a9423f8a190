using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class RetrieverTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly SqliteArticleIndex index;
    private readonly ArticleIngestor ingestor;
    private readonly Retriever retriever;

    public RetrieverTests(EncoderFixture fixture)
    {
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        ingestor = new ArticleIngestor(new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance);
        retriever = new Retriever(index, new RememberedVectors(fixture.Encoder), new WordRarity(fixture.Pieces), new WordNet(WordNet.DefaultFolder), fixture.Reader, Options.Create(new RetrievalOptions()));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        index.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task Finds_the_sentence_that_shares_the_questions_words()
    {
        await IndexAsync("The harbour was closed on Monday. The dam above Ostwick held through the night. The mayor thanked the engineers.");
        await IndexAsync("The museum opened a new wing. Visitors queued for hours.");

        Assert.Equal("The dam above Ostwick held through the night.", await BestAsync("Did the dam at Ostwick hold?"));
    }

    [Fact]
    public async Task Finds_a_sentence_by_meaning_when_no_word_is_shared()
    {
        await IndexAsync("The physician advised her patients to rest.");
        await IndexAsync("The freight train was delayed by snow.");

        Assert.Equal("The physician advised her patients to rest.", await BestAsync("doctors medicine"));
    }

    [Theory]
    [InlineData("How old is Ada Finch?")]
    [InlineData("How old is the mayor of Ostwick?")]
    public async Task An_age_is_found_though_nothing_calls_it_old(string question)
    {
        await IndexAsync("The mayor of Ostwick, Ada Finch, opened the Old Town on Monday. Ada Finch, 71, is a former teacher. The mayor spoke at 8 GMT, 22.5 hours late.");

        Assert.Equal("Ada Finch, 71, is a former teacher.", await BestAsync(question));
    }

    [Theory]
    [InlineData("Who won the regatta of Ostwick?")]
    [InlineData("Why did the lighthouse of Ostwick close?")]
    public async Task A_rare_name_alone_does_not_cover_a_question(string question)
    {
        await IndexAsync("The dam of Ostwick held through the night.");
        await IndexAsync("The museum opened a new wing. Visitors queued for hours. The mayor thanked the engineers.");
        await IndexAsync("The freight train was delayed by snow. Passengers waited at the station until noon.");

        Assert.False((await RetrieveAsync(question)).IsCovered);
    }

    [Fact]
    public async Task An_acronym_is_found_where_the_stories_spell_it_out()
    {
        await IndexAsync("The harbour opened at nine. The Ostwick Road Agency closed the bridge at noon, nobody knows why. The bridge is old.");

        var evidence = await RetrieveAsync("When did ORA close the bridge?");

        Assert.Equal("The Ostwick Road Agency closed the bridge at noon, nobody knows why.", evidence.Sentences[0].Sentence.Text);
    }

    [Theory]
    [InlineData("When did the ferry to Ostwick sink?", "The ferry to Ostwick sank in March 2012 in a storm.")]
    [InlineData("How many passengers of the ferry to Ostwick died?", "Of the passengers of the ferry to Ostwick 41 died that night.")]
    public async Task Prefers_a_sentence_with_the_kind_of_thing_that_is_asked_for(string question, string answer)
    {
        await IndexAsync(
            "The ferry to Ostwick sank in a storm with all its lights on. The ferry to Ostwick sank in March 2012 in a storm.\n\n"
            + "The passengers of the ferry to Ostwick died that night, the owner said. Of the passengers of the ferry to Ostwick 41 died that night.");

        Assert.Equal(answer, await BestAsync(question));
    }

    [Fact]
    public async Task A_sentence_that_stands_in_two_chunks_is_ranked_once()
    {
        await IndexAsync(string.Concat(Enumerable.Range(1, 40).Select(number => $"The ferry number {number} sailed to the island of Ostwick at noon on a Monday. ")));

        var evidence = await RetrieveAsync("Which ferry sailed to Ostwick?");

        Assert.Equal(evidence.Sentences.Count, evidence.Sentences.DistinctBy(scored => scored.Sentence.Ordinal).Count());
    }

    [Fact]
    public async Task Names_the_words_that_occur_in_no_story()
    {
        await IndexAsync("The dam above Ostwick held through the night.");

        var evidence = await RetrieveAsync("What did Lindqvist say about the dam?");

        Assert.Equal(["lindqvist"], evidence.Unknown.Select(term => term.Word));
    }

    [Fact]
    public async Task Tells_how_much_of_the_question_a_sentence_covers()
    {
        await IndexAsync("The dam above Ostwick held. The mayor slept.");

        var evidence = await RetrieveAsync("dam Ostwick");

        Assert.Equal(1, evidence.Sentences.Single(scored => scored.Sentence.Ordinal == 0).Coverage, 1e-9);
        Assert.Equal(0, evidence.Sentences.Single(scored => scored.Sentence.Ordinal == 1).Coverage, 1e-9);
        Assert.All(evidence.Sentences, scored => Assert.Equal(1, scored.PassageCoverage, 1e-9));
    }

    [Theory]
    [InlineData("When did the ferry sink?", "The ferry left Ostwick with 41 passengers.", "The ferry sank on 3 March near Ostwick.")]
    [InlineData("How many passengers drowned?", "The passengers drowned in the harbour.", "Some 41 passengers drowned.")]
    [InlineData("How much did the ferry cost?", "The ferry cost the town its peace.", "The ferry cost 3.5 million euros.")]
    [InlineData("Who steered the ferry?", "The ferry was steered well.", "The ferry was steered by Ann Lindqvist.")]
    [InlineData("Where did the ferry sink?", "The ferry sank at night.", "The ferry sank off Norway.")]
    [InlineData("Why did the ferry sink?", "The ferry sank at night.", "The ferry sank because a door was open.")]
    [InlineData("What does OFC stand for?", "The OFC runs the ferry.", "The Ostwick Ferry Company runs the ferry.")]
    public async Task Sees_a_thing_of_the_kind_that_is_asked_for(string question, string without, string with)
    {
        await IndexAsync($"{without} {with}");

        var evidence = await RetrieveAsync(question);

        Assert.Equal([with], evidence.Sentences.Where(scored => scored.HasExpected).Select(scored => scored.Sentence.Text));
    }

    [Theory]
    [InlineData("When did the ferry sink?", "MOSCOW, May 7 — The ferry of Ostwick sank with all its lights on.")]
    [InlineData("How many passengers drowned?", "The passengers drowned on March 3 in 2012.")]
    [InlineData("When did the ferry sink in 2012?", "The ferry sank in 2012.")]
    public async Task Takes_neither_a_dateline_nor_a_date_nor_the_questions_own_words_for_an_answer(string question, string sentence)
    {
        await IndexAsync(sentence);

        var evidence = await RetrieveAsync(question);

        Assert.All(evidence.Sentences, scored => Assert.False(scored.HasExpected));
    }

    [Fact]
    public async Task A_name_that_no_story_mentions_is_not_covered_however_well_the_rest_fits()
    {
        await IndexAsync("The mayor of Ostwick said on Monday that the dam would hold through the night.");

        Assert.True((await RetrieveAsync("What did the mayor of Ostwick say about the dam?")).IsCovered);
        Assert.False((await RetrieveAsync("What did the mayor of Ostwick say about the dam to Lindqvist?")).IsCovered);
    }

    [Fact]
    public async Task What_is_said_of_others_does_not_answer_a_question_about_somebody()
    {
        await IndexAsync("Ann Lindqvist, the mayor of Ostwick, resigned on Monday.");
        await IndexAsync("Carl Berg spoke about the dam above the town, its age and its cost.");

        Assert.True((await RetrieveAsync("When did Lindqvist resign?")).IsCovered);
        Assert.False((await RetrieveAsync("When did Berg resign?")).IsCovered);
    }

    [Theory]
    [InlineData("what did ann lindqvist tell angela merkel at ostwick dam", "Ann Lindqvist|Angela Merkel|Ostwick Dam")]
    [InlineData("What did lindqvist's council say about the dam?", "Lindqvist")]
    [InlineData("what was lindqvists plan for svensson", "Lindqvists|Svensson")]
    [InlineData("WHY DID THE EU PAY FOR OSTWICK DAM?", "EU|Ostwick Dam")]
    [InlineData("what did the us say", "US")]
    [InlineData("who paid the council for the dam?", "")]
    [InlineData("who opposd the damn in the counil with intrest?", "")]
    [InlineData("What did Lindqvist say to angela merkel?", "Lindqvist")]
    public async Task Names_typed_without_capitals_are_seen_by_how_the_stories_write_them(string question, string names)
    {
        await IndexAsync(
            "On Monday Ann Lindqvist said that the Ostwick Dam would hold. A dam holds, said Carl Svensson of the council. It was paid for by the EU, the council said.");

        Assert.Equal(names, string.Join('|', (await RetrieveAsync(question)).Question.Names.Select(name => name.Text)));
    }

    [Fact]
    public async Task A_question_without_capitals_is_declined_like_one_with_them()
    {
        await IndexAsync("Ann Lindqvist, the mayor of Ostwick, resigned on Monday. The mayor of Ostwick said that the dam would hold through the night.");
        await IndexAsync("The engineer Carl Svensson spoke about the dam above the town, its age and its cost.");

        Assert.True((await RetrieveAsync("when did lindqvist resign")).IsCovered);
        Assert.True((await RetrieveAsync("WHEN DID LINDQVIST RESIGN")).IsCovered);
        Assert.False((await RetrieveAsync("when did svensson resign")).IsCovered);
        Assert.False((await RetrieveAsync("what did the mayor of ostwick say about the dam to merkel")).IsCovered);
    }

    [Theory]
    [InlineData("What is the latest on the Ostwick dam?")]
    [InlineData("any news about the ostwick dam")]
    [InlineData("How is the Ostwick dam doing?")]
    public async Task The_latest_is_what_the_newest_story_about_it_tells_however_long_ago(string question)
    {
        await IndexAsync("The Ostwick dam is leaking, engineers said of the dam. News of the dam at Ostwick came late.", new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero));
        await IndexAsync("The Ostwick dam is repaired. Its engineers went home.", new DateTimeOffset(2013, 6, 7, 0, 0, 0, TimeSpan.Zero));
        await IndexAsync("The museum of Lindmark opened a new wing.", new DateTimeOffset(2013, 9, 7, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal("The Ostwick dam is repaired.", await BestAsync(question));
    }

    [Fact]
    public async Task Beyond_an_empty_window_the_nearest_are_offered_and_counted()
    {
        await IndexAsync("The mayor of Ostwick said that the dam would hold through the night.");

        var evidence = await RetrieveAsync("What did the mayor of Ostwick say about the dam last week?");

        Assert.Empty(evidence.Sentences);
        Assert.Equal(0, evidence.Searched.Stories);
        Assert.NotEmpty(evidence.Beyond!.Sentences);
        Assert.Equal(1, evidence.Beyond.Searched.Stories);
    }

    [Fact]
    public async Task A_name_with_a_small_word_in_it_is_counted_as_a_whole()
    {
        await IndexAsync("The Bank of Tarn raised its rate. The crown fell.");
        await IndexAsync("The bank opened at nine in Tarn.");

        var evidence = await RetrieveAsync("Which minister of Lothia did the Bank of Tarn sue over a painting?");

        Assert.Contains(("Bank of Tarn", 1), evidence.Searched.Mentions.Select(mention => (mention.Name.Text, (int)mention.Stories)));
    }

    [Fact]
    public async Task Counts_the_stories_that_mention_a_name_when_they_do_not_answer()
    {
        await IndexAsync("Lindqvist opened the museum in Ostwick.");
        await IndexAsync("The dam above Ostwick held.");

        var evidence = await RetrieveAsync("What did Lindqvist tell Merkel in Ostwick about oil?");

        Assert.Equal([("Lindqvist", 1), ("Merkel", 0), ("Ostwick", 2)], evidence.Searched.Mentions.Select(mention => (mention.Name.Text, (int)mention.Stories)));
    }

    [Fact]
    public async Task Finds_nothing_in_an_empty_index() => Assert.Empty((await RetrieveAsync("What happened?")).Sentences);

    [Fact]
    public async Task Gives_the_same_ranking_again()
    {
        for (var number = 0; number < 20; number++)
        {
            await IndexAsync($"The ferry {number} sailed to Ostwick. The ferry {number} came back.");
        }

        var first = await RetrieveAsync("ferry to Ostwick");
        var again = await RetrieveAsync("ferry to Ostwick");

        Assert.Equal(first.Sentences.Select(Place), again.Sentences.Select(Place));
    }

    private static (string, int) Place(ScoredSentence scored) => (scored.Article.Id.Value, scored.Sentence.Ordinal);

    private Task IndexAsync(string body) => IndexAsync(body, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero));

    private Task IndexAsync(string body, DateTimeOffset published) => ingestor.IngestAsync(
        Some.Article($"story-{body.GetHashCode(StringComparison.Ordinal):x}", body, title: "A story") with { Published = published }, Cancel);

    private Task<Evidence> RetrieveAsync(string question) => retriever.RetrieveAsync(QuestionParser.Parse(question, Some.Asking), Cancel);

    private async Task<string> BestAsync(string question) => (await RetrieveAsync(question)).Sentences[0].Sentence.Text;
}
