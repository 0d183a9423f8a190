using NewsBot.Answers;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Tests.Answers;

public sealed class ExtractiveAnswererTests
{
    private const string Body = "The dam at Ostwick held. The mayor of Ostwick praised the dam. It rained. The dam at Ostwick is old. Ostwick has a dam. The dam is Ostwick's.";

    [Fact]
    public void Answers_with_the_best_sentences_word_for_word_each_with_its_citation()
    {
        var answer = Grounded(Evidences.Of(
            "Did the Ostwick dam hold?", Evidences.Sentence("a", Body, 0, 1), Evidences.Sentence("a", Body, 2, 0.1)));

        var sentence = Assert.Single(answer.Sentences);
        Assert.Equal("The dam at Ostwick held.", sentence.Text);
        Assert.Equal([1], sentence.Citations);
        Assert.Equal("The dam at Ostwick held.", Assert.Single(answer.Citations).Sentence.Text);
    }

    [Fact]
    public void Puts_sentences_of_one_story_into_the_order_of_its_text_and_the_best_story_first()
    {
        const string other = "In Ostwick the dam stood firm against the flood. Engineers had repaired the Ostwick dam.";

        var answer = Grounded(Evidences.Of(
            Evidences.Question("Why did the Ostwick dam hold?", QuestionKind.Why),
            Evidences.Sentence("b", other, 1, 1),
            Evidences.Sentence("a", Body, 0, 0.98),
            Evidences.Sentence("b", other, 0, 0.97)));

        Assert.Equal(
            [("b", 0), ("b", 1), ("a", 0)],
            answer.Citations.Select(citation => (citation.Article.Id.Value, citation.Sentence.Ordinal)));
        Assert.Equal([1, 2, 3], answer.Citations.Select(citation => citation.Number));
    }

    [Fact]
    public void Says_what_two_outlets_say_alike_only_once()
    {
        var answer = Grounded(Evidences.Of(
            "Did the Ostwick dam hold?",
            Evidences.Sentence("a", "The dam at Ostwick held through the whole night.", 0, 1),
            Evidences.Sentence("b", "The dam at Ostwick held through the whole night!", 0, 0.99, "Baltic Wire")));

        var citation = Assert.Single(answer.Citations);
        Assert.Equal("a", citation.Article.Id.Value);
        Assert.Equal("Baltic Wire", Assert.Single(citation.AlsoIn).Source);
    }

    [Fact]
    public void Gives_one_sentence_for_one_fact()
    {
        const string body = "The Ostwick dam was built in 1931. The Ostwick dam was built by hand. Ostwick had built a dam before.";

        Assert.Single(Grounded(Evidences.Of(
            Evidences.Question("When was the Ostwick dam built?", QuestionKind.When),
            Evidences.Sentence("a", body, 0, 1),
            Evidences.Sentence("a", body, 1, 0.88),
            Evidences.Sentence("a", body, 2, 0.85))).Sentences);
    }

    [Theory]
    [InlineData(0.97, 2)]
    [InlineData(0.7, 1)]
    public void Shows_another_sentence_when_it_is_nearly_as_likely_to_be_the_answer(double strength, int shown) =>
        Assert.Equal(shown, Grounded(Evidences.Of(
            "Did the Ostwick dam hold?", Evidences.Sentence("a", Body, 0, 1), Evidences.Sentence("a", Body, 3, strength))).Citations.Count);

    [Fact]
    public void Adds_a_sentence_with_the_words_of_the_question_that_the_best_lacks()
    {
        const string body = "The probe landed on Wednesday. The sun shone on Wednesday. The lander of the comet mission is named Philae.";

        Assert.Equal(
            ["The probe landed on Wednesday.", "The lander of the comet mission is named Philae."],
            Texts(Grounded(Evidences.Of(
                Evidences.Question("When has Philae landed?", QuestionKind.When),
                Evidences.Sentence("a", body, 0, 1),
                Evidences.Sentence("a", body, 1, 0.88),
                Evidences.Sentence("a", body, 2, 0.85)))));
    }

    [Fact]
    public void Adds_a_sentence_with_the_thing_asked_for_when_the_best_has_none()
    {
        const string body = "Nobody had expected the Ostwick dam vote. The Ostwick dam vote ended with 36 against.";

        Assert.Equal(2, Grounded(Evidences.Of(
            Evidences.Question("How many were against in the Ostwick dam vote?", QuestionKind.HowMany),
            Evidences.Sentence("a", body, 0, 1, hasExpected: false),
            Evidences.Sentence("a", body, 1, 0.99))).Sentences.Count);
    }

    [Fact]
    public void Shows_a_denial_beside_what_is_denied()
    {
        const string body = "Finch had said that the Ostwick dam held. The Ostwick dam had not held, Finch said later. Ostwick has an old dam.";

        Assert.Equal(
            ["Finch had said that the Ostwick dam held.", "The Ostwick dam had not held, Finch said later."],
            Texts(Grounded(Evidences.Of(Evidences.Question("Did the Ostwick dam hold?", QuestionKind.YesNo), All(body)))));
    }

    [Theory]
    [InlineData(QuestionKind.WhatWasSaid)]
    [InlineData(QuestionKind.List)]
    [InlineData(QuestionKind.Why)]
    [InlineData(QuestionKind.Latest)]
    public void Never_gives_more_than_four_sentences(QuestionKind kind)
    {
        const string body = "Ostwick dam one alpha. Ostwick dam two beta. Ostwick dam three gamma. Ostwick dam four delta. Ostwick dam five epsilon. Ostwick dam six zeta.";

        Assert.Equal(4, Grounded(Evidences.Of(Evidences.Question("Ostwick dam?", kind), All(body))).Sentences.Count);
    }

    [Fact]
    public void Gives_only_the_words_of_the_speaker_and_about_the_topic_asked_for()
    {
        const string body =
            "Sergei Lavrov said that Assad could stay. John Kerry said that Assad could not stay. Lavrov denied a plan for Assad. Lavrov was in Moscow.";
        var question = Evidences.Question("What did Lavrov say about Assad?", QuestionKind.WhatWasSaid) with { Speaker = "Lavrov", Topic = "Assad" };

        Assert.Equal(
            ["Sergei Lavrov said that Assad could stay.", "Lavrov denied a plan for Assad."],
            Texts(Grounded(Evidences.Of(question, All(body)))));
    }

    [Fact]
    public void Shows_a_pronoun_after_the_sentence_that_names_whom_it_means_and_cites_both()
    {
        const string body = "The dam at Ostwick held. Mayor Ada Finch praised it. She said that the Ostwick dam would hold for years.";

        var answer = Grounded(Evidences.Of("Will the Ostwick dam hold for years?", Evidences.Sentence("a", body, 2, 1)));

        Assert.Equal(["Mayor Ada Finch praised it.", "She said that the Ostwick dam would hold for years."], Texts(answer).TakeLast(2));
        Assert.Equal(answer.Sentences.Count, answer.Citations.Count);
    }

    [Fact]
    public void Names_in_a_lead_in_whom_a_pronoun_means_when_the_name_is_far_away()
    {
        const string body = "Ada Finch, the mayor, slept. The sun shone. The lake was calm. The town slept. She said that the Ostwick dam would hold.";

        var sentence = Assert.Single(Grounded(Evidences.Of("Will the Ostwick dam hold?", Evidences.Sentence("a", body, 4, 1))).Sentences);

        Assert.Equal("Ada Finch", sentence.NamedBefore);
        Assert.StartsWith("She said", sentence.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_the_newest_story_first_and_leaves_out_what_it_has_overtaken_when_the_latest_is_asked_for()
    {
        var question = Evidences.Question("What is the latest on the Ostwick dam?", QuestionKind.Latest);

        var answer = Grounded(Evidences.Of(
            question with { Terms = [.. question.Terms.Where(term => term.Word != "latest")] },
            Evidences.Sentence("overtaken", "The dam at Ostwick is being built.", 0, 1, date: "2013-11-20"),
            Evidences.Sentence("old", "The dam at Ostwick is leaking.", 0, 1, date: "2014-11-20"),
            Evidences.Sentence("new", "The dam at Ostwick is repaired.", 0, 0.95, date: "2014-11-28")));

        Assert.Equal(["new", "old"], answer.Citations.Select(citation => citation.Article.Id.Value));
        Assert.StartsWith("As of 28 November 2014:\n", AnswerText.Of(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "The dam at Ostwick is repaired.|Engineers of the Ostwick dam cheered.")]
    [InlineData(0.2, "Engineers of the Ostwick dam cheered.")]
    public void Begins_the_latest_with_what_the_newest_story_begins_with_if_it_is_about_that(double opening, string texts)
    {
        const string body = "The dam at Ostwick is repaired. A band played. Engineers of the Ostwick dam cheered.";
        var question = Evidences.Question("Ostwick dam?", QuestionKind.Latest);

        var answer = Grounded(Evidences.Of(
            question,
            Evidences.Sentence("new", body, 2, 1, date: "2014-11-28"),
            Evidences.Sentence("new", body, 0, opening == 1 ? 0.6 : opening, date: "2014-11-28")));

        Assert.Equal(texts.Split('|'), Texts(answer));
    }

    private static Answer.Grounded Grounded(Evidence evidence) => Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(evidence));

    private static IEnumerable<string> Texts(Answer.Grounded answer) => answer.Sentences.Select(sentence => sentence.Text);

    private static ScoredSentence[] All(string body) =>
        Enumerable.Range(0, NewsBot.Retrieval.Sentences.SentenceSplitter.Split(body).Count)
            .Select(ordinal => Evidences.Sentence("a", body, ordinal, 1 - (0.01 * ordinal)))
            .ToArray();
}
