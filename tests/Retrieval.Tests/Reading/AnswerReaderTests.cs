using CsCheck;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Reading;

public sealed class AnswerReaderTests(EncoderFixture fixture)
{
    private static readonly string[] Story =
    [
        "Ostwick council voted on Monday to close the swimming pool in Mill Lane.",
        "Its boiler broke in January, and a new one would cost 480,000 pounds.",
        "\"We cannot find that money,\" said the council's leader, Ann Lindqvist.",
        "Some 300 people had signed a petition to keep it open.",
    ];

    private readonly AnswerReader reader = fixture.Reader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("how much is a replacement boiler", 1)]
    [InlineData("Who leads the council?", 2)]
    [InlineData("how many signatures did the campaigners get", 3)]
    public async Task The_sentence_that_answers_is_surest_and_the_answer_is_marked_in_it(string question, int answer)
    {
        var reading = await ReadAsync(question, Story);

        Assert.Equal(answer, reading.Sentences.Index().MaxBy(sentence => sentence.Item.Answers).Index);
        var span = reading.Sentences[answer].Span;
        Assert.InRange(span.Start, 0, span.End - 1);
        Assert.True(span.End <= Story[answer].Length);
    }

    [Fact]
    public async Task Each_sentence_has_a_reading_and_all_numbers_are_probabilities()
    {
        var reading = await ReadAsync("Is the pool closing?", Story);

        Assert.Equal(Story.Length, reading.Sentences.Count);
        Assert.All(reading.Sentences, sentence =>
        {
            Assert.InRange(sentence.Probability, 0, 1);
            Assert.InRange(sentence.Yes + sentence.No, 0, 1);
        });
    }

    [Fact]
    public async Task A_window_is_read_the_same_alone_and_among_others()
    {
        var windows = Enumerable.Range(0, 12).Select(count => new ReadingWindow("who said that", "A pool (7 May 2013)", [.. Story.Skip(count % 3).Take(1 + (count % 4))])).ToList();
        var together = await reader.ReadAsync(windows, Cancel);
        for (var place = 0; place < windows.Count; place++)
        {
            var alone = (await reader.ReadAsync([windows[place]], Cancel))[0];
            Assert.All(alone.Sentences.Zip(together[place].Sentences), pair => Assert.Equal(pair.First.Answers, pair.Second.Answers, tolerance: 1e-3));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\u00AD")]
    [InlineData("議会は月曜日にプールを閉鎖することを決めた。")]
    [InlineData("Совет решил закрыть бассейн.")]
    [InlineData("\uD800 \uDFFF \0 \uFFFF")]
    public async Task Empty_sentences_other_scripts_and_broken_text_are_read(string sentence)
    {
        var reading = await ReadAsync("What did the council decide?", [sentence, Story[0]]);

        Assert.All(reading.Sentences, one => Assert.InRange(one.Probability, 0, 1));
        Assert.InRange(reading.Sentences[0].Span.End, 0, sentence.Length);
    }

    [Fact]
    public async Task A_sentence_of_2000_words_and_a_question_of_10000_characters_are_read_as_far_as_fits()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("council", 2000));
        var reading = await ReadAsync(new string('x', 5000) + string.Concat(Enumerable.Repeat(" pool", 1000)), [sentence, Story[1]]);

        Assert.Equal(2, reading.Sentences.Count);
    }

    [Fact]
    public async Task More_sentences_than_fit_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync("What?", [.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("council", 150)), 4)]));

    [Fact]
    public Task Any_text_can_be_read() => Gen.Select(Gen.String, Gen.String.Array[1, 4]).SampleAsync(
        async window =>
        {
            var reading = await ReadAsync(window.Item1, window.Item2);
            Assert.All(reading.Sentences.Zip(window.Item2), pair => Assert.InRange(pair.First.Span.End, pair.First.Span.Start, pair.Second.Length));
        },
        iter: 30);

    [Fact]
    public async Task No_windows_give_no_readings() => Assert.Empty(await reader.ReadAsync([], Cancel));

    [Fact]
    public async Task Sixty_four_questions_at_once_are_all_read_as_each_alone()
    {
        var alone = await ReadAsync("how much is a replacement boiler", Story);
        var together = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ReadAsync("how much is a replacement boiler", Story)));

        Assert.All(together, reading => Assert.Equal(alone.Sentences.Select(sentence => sentence.Answers), reading.Sentences.Select(sentence => sentence.Answers)));
    }

    [Fact]
    public async Task Who_asks_little_does_not_wait_for_all_that_another_has_asked()
    {
        var much = reader.ReadAsync([.. Enumerable.Repeat(new ReadingWindow("who said that", "", Story), 400)], Cancel);
        await ReadAsync("who said that", Story[..1]);

        Assert.False(much.IsCompleted, "The one question was read last");
        await much;
    }

    [Fact]
    public async Task Stops_soon_after_it_is_cancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var reading = reader.ReadAsync([.. Enumerable.Repeat(new ReadingWindow("who said that", "", Story), 2000)], source.Token);

        var started = TimeProvider.System.GetTimestamp();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(ModelFiles.AnswerReader)]
    [InlineData(ModelFiles.WordTable)]
    public void A_missing_or_shortened_file_is_named_with_the_remedy(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(ModelFiles.DefaultFolder))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        var damaged = Path.Combine(folder.Path, name);
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^100]);
        AssertNamed();
        File.Delete(damaged);
        AssertNamed();

        void AssertNamed()
        {
            var failure = Assert.Throws<InvalidDataException>(() => new AnswerReader(folder.Path, fixture.Pieces));
            Assert.Contains(damaged, failure.Message, StringComparison.Ordinal);
            Assert.Contains("run 'dotnet build'", failure.Message, StringComparison.Ordinal);
        }
    }

    private async Task<WindowReading> ReadAsync(string question, string[] sentences) =>
        (await reader.ReadAsync([new ReadingWindow(question, "Pool to close (7 May 2013)", sentences)], Cancel))[0];
}
