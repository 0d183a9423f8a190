namespace NewsBot.Answers.Speech;

/// <summary>Shows statements sentence by sentence, each with its speaker.</summary>
internal static class SpeechLines
{
    /// <param name="spoken">In the order in which they are shown.</param>
    /// <param name="withDates">Whether each statement begins with the date of its story.</param>
    public static Answer.Grounded Of(IEnumerable<SpokenStatement> spoken, bool withDates = false)
    {
        var lines = spoken
            .SelectMany(statement => statement.Sentences.Select((sentence, index) => (Statement: statement, Sentence: sentence, IsFirst: index == 0)))
            .DistinctBy(line => (line.Statement.Article.Id, line.Sentence.Ordinal))
            .ToList();
        return new Answer.Grounded(
            lines.Select((line, index) => new AnswerSentence(line.Sentence.Text, [index + 1])
            {
                Said = line.Statement.Said,
                On = withDates && line.IsFirst ? line.Statement.Article.Published : null,
            }).ToList(),
            lines.Select((line, index) => new Citation(index + 1, line.Statement.Article, line.Sentence) { Speaker = line.Statement.Statement.Speaker }).ToList());
    }
}
