using NewsBot.Answers;

namespace NewsBot.Tests.Answers;

public sealed class ExtractiveAnswererTests
{
    private const string Body = "The dam at Ostwick held. The mayor of Ostwick praised the dam. It rained. The dam at Ostwick is old. Ostwick has a dam. The dam is Ostwick's.";

    [Fact]
    public void Answers_with_the_best_sentences_word_for_word_each_with_its_citation()
    {
        var answer = Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(Evidences.Of(
            "Did the Ostwick dam hold?", Evidences.Sentence("a", Body, 0, 1), Evidences.Sentence("a", Body, 2, 0.1))));

        var sentence = Assert.Single(answer.Sentences);
        Assert.Equal("The dam at Ostwick held.", sentence.Text);
        Assert.Equal([1], sentence.Citations);
        Assert.Equal("The dam at Ostwick held.", Assert.Single(answer.Citations).Sentence.Text);
    }

    [Fact]
    public void Puts_sentences_of_one_story_into_the_order_of_its_text_and_the_best_story_first()
    {
        const string other = "In Ostwick the dam stood firm against the flood. Engineers had repaired the Ostwick dam.";

        var answer = Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(Evidences.Of(
            "Did the Ostwick dam hold?",
            Evidences.Sentence("b", other, 1, 1), Evidences.Sentence("a", Body, 1, 0.98), Evidences.Sentence("b", other, 0, 0.97))));

        Assert.Equal(
            [("b", 0), ("b", 1), ("a", 1)],
            answer.Citations.Select(citation => (citation.Article.Id.Value, citation.Sentence.Ordinal)));
        Assert.Equal([1, 2, 3], answer.Citations.Select(citation => citation.Number));
    }

    [Fact]
    public void Says_what_two_outlets_say_alike_only_once()
    {
        var answer = Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(Evidences.Of(
            "Did the Ostwick dam hold?",
            Evidences.Sentence("a", "The dam at Ostwick held through the whole night.", 0, 1),
            Evidences.Sentence("b", "The dam at Ostwick held through the whole night!", 0, 0.99))));

        Assert.Equal("a", Assert.Single(answer.Citations).Article.Id.Value);
    }

    [Fact]
    public void Never_gives_more_than_four_sentences()
    {
        const string body = "Ostwick dam one alpha. Ostwick dam two beta. Ostwick dam three gamma. Ostwick dam four delta. Ostwick dam five epsilon. Ostwick dam six zeta.";

        var answer = Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(Evidences.Of(
            "Ostwick dam?", Enumerable.Range(0, 6).Select(ordinal => Evidences.Sentence("a", body, ordinal, 1)).ToArray())));

        Assert.Equal(4, answer.Sentences.Count);
    }

    [Fact]
    public void Declines_when_a_name_occurs_in_no_story_and_says_so()
    {
        var answer = Assert.IsType<Answer.NotCovered>(ExtractiveAnswerer.Answer(Evidences.Of(
            "What did Lindqvist say about the dam at Ostwick?", Evidences.Sentence("a", Body, 0, 0.9))));

        Assert.Equal(["lindqvist"], answer.Unknown);
        Assert.Equal("The dam at Ostwick held.", Assert.Single(answer.Nearest).Sentence.Text);
        Assert.Contains("“lindqvist”", AnswerText.Of(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Declines_when_the_best_sentence_covers_too_little_of_the_question() =>
        Assert.IsType<Answer.NotCovered>(ExtractiveAnswerer.Answer(Evidences.Of("Who built the dam at Ostwick?", Evidences.Sentence("a", Body, 2, 0.2))));

    [Fact]
    public void Declines_when_there_is_nothing_at_all() =>
        Assert.Empty(Assert.IsType<Answer.NotCovered>(ExtractiveAnswerer.Answer(Evidences.Of("Who built the dam?"))).Nearest);
}
