using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class QuestionKindTests
{
    [Theory]
    [InlineData("Who is the new envoy?", QuestionKind.Who)]
    [InlineData("who is president of the bank", QuestionKind.Who)]
    [InlineData("With whom did Kerry dine?", QuestionKind.Who)]
    [InlineData("Whose plan was it?", QuestionKind.Who)]
    [InlineData("When did the talks begin?", QuestionKind.When)]
    [InlineData("In which year did the talks begin?", QuestionKind.When)]
    [InlineData("The probe woke up when?", QuestionKind.When)]
    [InlineData("Where did Philae land?", QuestionKind.Where)]
    [InlineData("In which city did they meet?", QuestionKind.Where)]
    [InlineData("How many people died?", QuestionKind.HowMany)]
    [InlineData("Approximately how much does it cost?", QuestionKind.HowMany)]
    [InlineData("What percentage of deposits was taken?", QuestionKind.HowMany)]
    [InlineData("In Rome, how old was he?", QuestionKind.HowMany)]
    [InlineData("The loan was worth how much?", QuestionKind.HowMany)]
    [InlineData("Why did Sarris resign?", QuestionKind.Why)]
    [InlineData("What was the reason for the delay?", QuestionKind.Why)]
    [InlineData("Did Sarris resign?", QuestionKind.YesNo)]
    [InlineData("is cyprus in the euro", QuestionKind.YesNo)]
    [InlineData("Hasn't the probe landed?", QuestionKind.YesNo)]
    [InlineData("Latest on Rosetta", QuestionKind.Latest)]
    [InlineData("What's new with Rosetta?", QuestionKind.Latest)]
    [InlineData("What is happening in Syria?", QuestionKind.Latest)]
    [InlineData("What is the current state of the talks?", QuestionKind.Latest)]
    [InlineData("Any news about Philae?", QuestionKind.Latest)]
    [InlineData("How is Rosetta doing these days?", QuestionKind.Latest)]
    [InlineData("How are the talks in Geneva going?", QuestionKind.Latest)]
    [InlineData("How is going to war decided?", QuestionKind.Other)]
    [InlineData("Which countries voted against it?", QuestionKind.List)]
    [InlineData("Name the members of the board", QuestionKind.List)]
    [InlineData("List all envoys", QuestionKind.List)]
    [InlineData("What are the terms of the deal?", QuestionKind.List)]
    [InlineData("Which people were invited?", QuestionKind.List)]
    [InlineData("What happened in Nicosia?", QuestionKind.Other)]
    [InlineData("Which bus crashed?", QuestionKind.Other)]
    [InlineData("Which news agency moved?", QuestionKind.Other)]
    [InlineData("What is the new capital of Kazakhstan?", QuestionKind.Other)]
    [InlineData("Jones won the runoff. Which sport did he play?", QuestionKind.Other)]
    [InlineData("The minister, who had resigned, went to which bank?", QuestionKind.Other)]
    [InlineData("Can you tell me who resigned?", QuestionKind.Who)]
    [InlineData("so please tell me where they met", QuestionKind.Where)]
    [InlineData("Who resigned? Thank you.", QuestionKind.Who)]
    [InlineData("", QuestionKind.Other)]
    public void Knows_what_is_wanted(string question, QuestionKind kind) =>
        Assert.Equal(kind, QuestionParser.Parse(question, Some.Asking).Kind);

    [Theory]
    [InlineData("What is the latest on Rosetta?", true)]
    [InlineData("Who is the current envoy?", true)]
    [InlineData("Where is the probe now?", true)]
    [InlineData("How many have died so far?", true)]
    [InlineData("What was the most recent vote?", true)]
    [InlineData("What is happening in Syria?", true)]
    [InlineData("Who was the first envoy?", false)]
    [InlineData("What do they know?", false)]
    public void Knows_when_the_latest_is_wanted(string question, bool wantsLatest) =>
        Assert.Equal(wantsLatest, QuestionParser.Parse(question, Some.Asking).WantsLatest);

    [Theory]
    [InlineData("Who said \"peace is near\"?", "peace is near")]
    [InlineData("Who said “peace is near”?", "peace is near")]
    [InlineData("Who said ‘peace is near’ in Rome?", "peace is near")]
    [InlineData("Who said 'peace is near' in Rome?", "peace is near")]
    [InlineData("Who said « peace is near »?", "peace is near")]
    [InlineData("What is Lavrov's view of Kerry's plan?", null)]
    [InlineData("What is Lavrov’s view of the ministers’ plan?", null)]
    [InlineData("Who isn't in the states' list?", null)]
    [InlineData("Who said \"\"?", null)]
    public void Takes_quotations_but_no_apostrophes(string question, string? quotation) =>
        Assert.Equal(quotation, QuestionParser.Parse(question, Some.Asking).Quotation);
}
