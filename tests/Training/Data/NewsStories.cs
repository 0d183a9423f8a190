using System.Globalization;
using NewsBot.Retrieval.Reading;

namespace NewsBot.Training.Data;

/// <summary>The stories written for this project, with questions as people type them (train/news).</summary>
internal static class NewsStories
{
    public static IEnumerable<Example> Read(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.jsonl").OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(JsonLines.Read<Story>).SelectMany(Examples);

    private static IEnumerable<Example> Examples(Story story)
    {
        var sentences = story.Paragraphs.SelectMany(paragraph => paragraph).ToList();
        var header = StoryHeader.Of(story.Title, DateOnly.ParseExact(story.Date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return story.Questions.Select(question => new Example(
            "news", story.Group ?? story.Id, question.Q, header, sentences, Labels(question, sentences.Count), Span(question, sentences), question.YesNo,
            question.Answers.Count == 0 ? question.Also : [], false));
    }

    /// <summary>What helps to answer is not taught as wrong; but where nothing answers, what looks like it is.</summary>
    private static int[] Labels(Question question, int count)
    {
        var labels = new int[count];
        if (question.Answers.Count > 0)
        {
            question.Also.ToList().ForEach(sentence => labels[sentence] = -1);
            question.Answers.ToList().ForEach(sentence => labels[sentence] = 1);
        }

        return labels;
    }

    private static MarkedSpan? Span(Question question, List<string> sentences)
    {
        if (question.Span is not { Length: > 0 } span || question.Answers is not [var first, ..])
        {
            return null;
        }

        var start = sentences[first].IndexOf(span, StringComparison.Ordinal);
        return start < 0 ? null : new MarkedSpan(first, start, start + span.Length);
    }

    private sealed record Story(
        string Id, string? Group, string Date, string Title, IReadOnlyList<IReadOnlyList<string>> Paragraphs, IReadOnlyList<Question> Questions);

    private sealed record Question(string Q, string Kind, IReadOnlyList<int> Answers, IReadOnlyList<int> Also, string? Span, string? YesNo);
}
