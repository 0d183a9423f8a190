using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NewsBot.Tests.Commands;

public sealed partial class AskTests(SampleIndex samples)
{
    private const string Talks = "https://example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks";

    [Fact]
    public async Task Answers_with_sentences_of_the_stories_and_says_where_they_stand()
    {
        var asked = await AskAsync("What did Lavrov say about Assad?");

        Assert.Equal(0, asked.ExitCode);
        Assert.Empty(asked.Errors);
        Assert.Matches("^From (a story|stories) of .*:$", asked.OutputLines[0]);
        Assert.Contains("Lavrov", asked.OutputLines[1], StringComparison.Ordinal);
        Assert.EndsWith(" [1]", asked.OutputLines[1], StringComparison.Ordinal);
        Assert.Contains(
            asked.OutputLines,
            line => line.StartsWith("[1] Lavrov and Kerry call for Syria conference", StringComparison.Ordinal)
                && line.Contains(" · Meridian Press · 7 May 2013 · sentence ", StringComparison.Ordinal)
                && line.EndsWith(Talks, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("What did Lavrov say about Assad?")]
    [InlineData("When did Philae land?")]
    [InlineData("Why did Sarris resign?")]
    [InlineData("How did the parliament of Cyprus vote on the levy?")]
    public async Task Cites_verbatim_slices_of_the_storys_body(string question)
    {
        var asked = await AskAsync(question, "--json");
        var (answer, citations) = (asked.Json, asked.Json.GetProperty("citations").EnumerateArray().ToList());

        Assert.Equal(0, asked.ExitCode);
        Assert.Equal("answered", answer.GetProperty("outcome").GetString());
        Assert.NotEmpty(citations);
        Assert.All(citations, citation =>
        {
            var (start, end) = (citation.GetProperty("start").GetInt32(), citation.GetProperty("end").GetInt32());
            Assert.Equal(citation.GetProperty("sentence").GetString(), BodyOf(citation.GetProperty("url").GetString()!)[start..end]);
        });
        var sentences = citations.ToDictionary(
            citation => citation.GetProperty("n").GetInt32(), citation => citation.GetProperty("sentence").GetString());
        Assert.All(answer.GetProperty("sentences").EnumerateArray(), sentence =>
            Assert.All(sentence.GetProperty("citations").EnumerateArray(), n =>
                Assert.Equal(sentences[n.GetInt32()], sentence.GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Marks_every_sentence_with_the_numbers_of_its_citations()
    {
        var answer = (await AskAsync("What did Lavrov say about Assad?", "--json")).Json;

        var marked = answer.GetProperty("sentences").EnumerateArray().Select(sentence =>
            $": {sentence.GetProperty("text").GetString()} [{string.Join("][", sentence.GetProperty("citations").EnumerateArray())}]").ToList();
        var lines = answer.GetProperty("answer").GetString()!.Split('\n').TakeLast(marked.Count);
        Assert.All(marked.Zip(lines), pair => Assert.EndsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(
            answer.GetProperty("citations").EnumerateArray().Select(citation => citation.GetProperty("n").GetInt32()),
            Marks().Matches(answer.GetProperty("answer").GetString()!)
                .Select(mark => int.Parse(mark.Groups["n"].Value, CultureInfo.InvariantCulture))
                .Distinct()
                .Order());
        Assert.Equal(Talks, answer.GetProperty("citations")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Writes_the_fields_that_other_programs_rely_on_and_no_others()
    {
        var answer = (await AskAsync("What did Lavrov say about Assad?", "--json")).Json;

        Assert.Equal(["question", "standalone", "outcome", "answer", "sentences", "citations", "mode", "milliseconds"], Names(answer));
        Assert.Equal(["text", "citations"], Names(answer.GetProperty("sentences")[0]));
        Assert.Equal(
            ["n", "articleId", "title", "source", "date", "url", "sentence", "ordinal", "start", "end", "speaker"],
            Names(answer.GetProperty("citations")[0]));
        Assert.Equal(["understand", "retrieve", "answer", "total"], Names(answer.GetProperty("milliseconds")));
        Assert.Equal("extractive", answer.GetProperty("mode").GetString());
        Assert.Equal("2013-05-07T23:55:00+04:00", answer.GetProperty("citations")[0].GetProperty("date").GetString());
    }

    [Fact]
    public async Task Declines_what_no_story_covers_and_shows_what_comes_nearest()
    {
        var asked = await AskAsync("Who won the chess tournament in Reykjavik?", "--json");

        Assert.Equal(3, asked.ExitCode);
        Assert.Equal("notCovered", asked.Json.GetProperty("outcome").GetString());
        Assert.Empty(asked.Json.GetProperty("citations").EnumerateArray());
        Assert.Empty(asked.Json.GetProperty("sentences").EnumerateArray());
        Assert.NotEmpty(asked.Json.GetProperty("nearest").EnumerateArray());
        Assert.Equal(
            ["n", "articleId", "title", "source", "date", "url", "sentence", "ordinal", "start", "end", "speaker"],
            Names(asked.Json.GetProperty("nearest")[0]));
        var coverage = asked.Json.GetProperty("coverage");
        Assert.Equal(["stories", "oldest", "newest", "mentions"], Names(coverage));
        Assert.Equal((18, "2012-06-30"), (coverage.GetProperty("stories").GetInt32(), coverage.GetProperty("oldest").GetString()));
    }

    [Fact]
    public async Task Declines_in_words_without_any_mark()
    {
        var asked = await AskAsync("Who won the chess tournament in Reykjavik?");

        Assert.Equal(3, asked.ExitCode);
        Assert.StartsWith("I found no answer to that in my stories. I searched 18 stories from 30 June 2012 to 15 November 2014. ", asked.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(Marks(), asked.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0001\u0002\u001b\u007f")]
    [InlineData("???")]
    public async Task Asks_for_a_question_when_there_is_nothing_to_look_up(string question)
    {
        var asked = await AskAsync(question);

        Assert.Equal(2, asked.ExitCode);
        Assert.StartsWith("Please ask about something in the news", Assert.Single(asked.OutputLines), StringComparison.Ordinal);
        Assert.Empty(asked.Errors);
    }

    [Theory]
    [InlineData("hi there", "Hello! I answer questions from 18 news stories")]
    [InlineData("What can you do?", "I answer questions from 18 news stories")]
    [InlineData("thanks", "You are welcome!")]
    [InlineData("what about them?", "None of those words tells me what to look up")]
    public async Task Answers_small_talk_without_a_search(string said, string words)
    {
        var asked = await AskAsync(said);

        Assert.Equal(2, asked.ExitCode);
        Assert.StartsWith(words, Assert.Single(asked.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_in_json_what_was_understood_and_which_sentences_were_in_the_running()
    {
        var explained = (await AskAsync("When did Philae land?", "--json", "--explain")).Json.GetProperty("explain");

        Assert.Equal(["question", "confidence", "candidates"], Names(explained));
        Assert.Equal(
            ["kind", "expects", "terms", "names", "speaker", "topic", "quotation", "outlet", "window", "wantsLatest"],
            Names(explained.GetProperty("question")));
        Assert.Equal("time", explained.GetProperty("question").GetProperty("expects").GetString());
        Assert.InRange(explained.GetProperty("candidates").GetArrayLength(), 1, 20);
        Assert.Equal(["articleId", "ordinal", "sentence", "score", "features"], Names(explained.GetProperty("candidates")[0]));
        Assert.NotEmpty(Names(explained.GetProperty("candidates")[0].GetProperty("features")));
    }

    [Fact]
    public async Task Explains_in_words_on_standard_error()
    {
        var asked = await AskAsync("When did Philae land?", "--explain");

        Assert.DoesNotContain("confidence", asked.Output, StringComparison.Ordinal);
        Assert.All(["kind", "confidence", "score", "philae"], word => Assert.Contains(word, asked.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explains_that_nothing_was_searched() =>
        Assert.Equal(JsonValueKind.Null, (await AskAsync("hello", "--json", "--explain")).Json.GetProperty("explain").GetProperty("confidence").ValueKind);

    [Fact]
    public async Task Takes_the_askers_clock_from_the_file_of_questions()
    {
        using var folder = new TempFolder();
        var file = folder.Write("questions.jsonl", """
            {"question": "When did Philae land?", "askedAt": "2014-11-16T09:00:00+01:00"}
            {"question": "When did Philae land?", "askedAt": "2026-01-01"}
            {"question": "When did Philae land?", "askedAt": "soon"}
            """);
        var asked = await AskFileAsync(file, "--json");

        Assert.Equal(
            [false, true],
            asked.OutputLines.Select(line => JsonElement.Parse(line).GetProperty("answer").GetString()!.StartsWith("From ", StringComparison.Ordinal)));
        Assert.Contains("askedAt", Assert.Single(asked.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_question_of_ten_thousand_characters()
    {
        var asked = await AskAsync(new string('a', 10_000));

        Assert.Equal(2, asked.ExitCode);
        Assert.Equal("That question has 10,000 characters; please ask it in at most 1,000.", Assert.Single(asked.OutputLines));
    }

    [Fact]
    public async Task Does_not_let_the_question_steer_the_terminal()
    {
        var asked = await AskAsync("Who is \u001b]0;Lavrov\u0007 \u202eAssad?", "--json");

        Assert.DoesNotContain(asked.Output.TrimEnd('\n'), char.IsControl);
    }

    [Fact]
    public async Task Understands_a_question_of_a_file_by_its_history()
    {
        using var folder = new TempFolder();
        var file = folder.Write("questions.jsonl", """
            {"question": "And Kerry?", "history": ["What did Lavrov say about the bailout?", "And about Assad?"]}
            """);

        var answer = (await AskFileAsync(file, "--json")).Json;

        Assert.Equal("And Kerry?", answer.GetProperty("question").GetString());
        Assert.Equal("What did Kerry say about Assad?", answer.GetProperty("standalone").GetString());
        Assert.Equal("answered", answer.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Answers_the_questions_of_a_file_in_order_and_passes_over_a_broken_line()
    {
        using var folder = new TempFolder();
        var file = folder.Write("questions.jsonl", """
            {"id": "first", "question": "When did Philae land?", "history": []}
            {"id": 2, "question": "Who won the chess tournament in Reykjavik?"}

            {"id": "broken", "question":
            {"id": "none"}
            {"question": "Why did Sarris resign?", "unknown": {"field": 1}}
            """);
        var asked = await AskFileAsync(file, "--json");

        var answers = asked.OutputLines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(1, asked.ExitCode);
        Assert.Equal(
            ["When did Philae land?", "Who won the chess tournament in Reykjavik?", "Why did Sarris resign?"],
            answers.Select(answer => answer.GetProperty("question").GetString()));
        Assert.Equal(["answered", "notCovered", "answered"], answers.Select(answer => answer.GetProperty("outcome").GetString()));
        Assert.Equal(["first", "2"], answers.Take(2).Select(answer => answer.GetProperty("id").ToString()));
        Assert.False(answers[2].TryGetProperty("id", out _));
        Assert.Equal(2, asked.ErrorLines.Count);
        Assert.StartsWith($"{file}:4: ", asked.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{file}:5: ", asked.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_the_questions_of_a_file_in_words_and_does_not_fail_for_one_that_is_not_covered()
    {
        using var folder = new TempFolder();
        var file = folder.Write("questions.jsonl", """
            {"id": "a", "question": "Who won the chess tournament in Reykjavik?"}
            {"id": "b", "question": "When did Philae land?"}
            """);
        var asked = await AskFileAsync(file);

        Assert.Equal(0, asked.ExitCode);
        Assert.Equal(
            ["> Who won the chess tournament in Reykjavik?", "> When did Philae land?"],
            asked.OutputLines.Where(line => line.StartsWith('>')));
    }

    [Fact]
    public async Task Says_that_the_file_of_questions_is_missing()
    {
        using var folder = new TempFolder();
        var asked = await AskFileAsync(folder.Combine("none.jsonl"), "--json");

        Assert.Contains("There is no such file", asked.RefusedWith(1), StringComparison.Ordinal);
    }

    private Task<ProgramResult> AskAsync(string question, params string[] options) =>
        NewsBotProgram.RunAsync(["ask", question, "--data", samples.Data, .. options]);

    private Task<ProgramResult> AskFileAsync(string file, params string[] options) =>
        NewsBotProgram.RunAsync(["ask", "--questions", file, "--data", samples.Data, .. options]);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    /// <summary>What follows the front matter of the sample story with this address.</summary>
    private static string BodyOf(string url)
    {
        const string End = "\n---\n";
        var story = Directory.EnumerateFiles(Repository.Samples, "*.md").Select(File.ReadAllText)
            .Single(text => text.Contains($"\nurl: {url}\n", StringComparison.Ordinal));
        return story[(story.IndexOf(End, StringComparison.Ordinal) + End.Length)..];
    }

    [GeneratedRegex(@"\[(?<n>\d+)\]")]
    private static partial Regex Marks();
}
