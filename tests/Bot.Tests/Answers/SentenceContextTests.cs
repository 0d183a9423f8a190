using NewsBot.Answers;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Answers;

public sealed class SentenceContextTests
{
    [Fact]
    public void A_pronoun_comes_with_the_sentence_that_names_whom_it_means() => Assert.Equal(
        ["Kofi Annan had gone further."],
        Before("Brahimi hesitated. Kofi Annan had gone further. He wrote that Assad must leave."));

    [Fact]
    public void Pronouns_in_a_row_come_with_all_sentences_since_the_name() => Assert.Equal(
        ["Hillary Clinton played down the change.", "“Assad will have to go,” she told reporters."],
        Before("The talks ended. Hillary Clinton played down the change. “Assad will have to go,” she told reporters. “He will never pass the test.”"));

    [Fact]
    public void A_quotation_comes_with_the_one_that_names_its_speaker() => Assert.Equal(
        ["“We did not get the support,” said Michael Sarris."],
        Before("“We did not get the support,” said Michael Sarris. “But we must go home now.”"));

    [Fact]
    public void A_place_or_an_institution_is_not_whom_a_pronoun_means() => Assert.Equal(
        ["Kofi Annan spoke in Geneva.", "The Security Council had met in New York."],
        Before("Kofi Annan spoke in Geneva. The Security Council had met in New York. He was tired."));

    [Fact]
    public void Somebody_named_too_far_away_is_named_in_a_line_of_its_own()
    {
        var context = Of("Kofi Annan, the envoy, spoke. The sun shone. The lake was calm. The town slept. He said that time was short.");

        Assert.Empty(context.Before);
        Assert.Equal("Kofi Annan", context.Person);
    }

    [Fact]
    public void A_title_that_two_people_have_names_neither()
    {
        var context = Of(
            "President Nicos Anastasiades called President Vladimir Putin. The sun shone. The lake was calm. The town slept. The president was tired.");

        Assert.Equal("The town slept.", Assert.Single(context.Before).Text);
        Assert.Null(context.Person);
    }

    [Fact]
    public void A_sentence_that_stands_alone_comes_alone() => Assert.Empty(Before("Annan spoke. Lavrov denied that he had agreed."));

    [Fact]
    public void The_first_sentence_has_none_before_it() => Assert.Empty(Before("He said that Assad must go."));

    [Fact]
    public void A_line_that_introduces_a_list_comes_with_its_items() => Assert.Equal(
        ["The dam: 9 dead", "The bridge: 2 dead"],
        Around("The counts differ:\n\n- The dam: 9 dead\n- The bridge: 2 dead\n\nIt rained.", 0).After.Select(sentence => sentence.Text));

    [Fact]
    public void An_item_comes_with_the_line_that_introduces_the_list() => Assert.Equal(
        ["The counts differ:"],
        Around("The counts differ:\n\n- The dam: 9 dead\n- The bridge: 2 dead", 2).Before.Select(sentence => sentence.Text));

    [Fact]
    public void A_part_of_a_sentence_that_is_set_as_a_list_comes_with_the_whole_of_it()
    {
        var context = Around("The rules are:\n\n- no cheques;\n- no cash for anyone who leaves;\n- no transfers.", 2);

        Assert.Equal(["The rules are:", "no cheques;"], context.Before.Select(sentence => sentence.Text));
        Assert.Equal(["no transfers."], context.After.Select(sentence => sentence.Text));
    }

    private static SentenceContext Around(string story, int ordinal)
    {
        var sentences = SentenceSplitter.Split(story);
        return SentenceContext.Of(story, sentences, sentences[ordinal]);
    }

    private static IEnumerable<string> Before(string story) => Of(story).Before.Select(sentence => sentence.Text);

    /// <summary>What the story's last sentence needs.</summary>
    private static SentenceContext Of(string story)
    {
        var sentences = SentenceSplitter.Split(story);
        return SentenceContext.Of(story, sentences, sentences[^1]);
    }
}
