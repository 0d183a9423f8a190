using System.Globalization;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

/// <summary>Asked on Wednesday, 8 May 2013, at noon in Nicosia, unless a test says otherwise.</summary>
public sealed class TimeWindowTests
{
    private const string Noon = "2013-05-08T12:00:00+03:00";

    [Theory]
    [InlineData("What happened yesterday?", "2013-05-07..2013-05-08")]
    [InlineData("What happened today in Geneva?", "2013-05-08..2013-05-09")]
    [InlineData("What happened last night?", "2013-05-07..2013-05-08")]
    [InlineData("What did Kerry say this morning?", "2013-05-08..2013-05-09")]
    [InlineData("What happened the day before yesterday?", "2013-05-06..2013-05-07")]
    [InlineData("What happened last week in Cyprus?", "2013-04-29..2013-05-06")]
    [InlineData("what happened this week", "2013-05-02..2013-05-13")]
    [InlineData("Who resigned earlier this week?", "2013-05-02..2013-05-13")]
    [InlineData("Who resigned this month?", "2013-05-01..2013-06-01")]
    [InlineData("Who won the vote over the weekend?", "2013-05-04..2013-05-06")]
    [InlineData("What happened in the past week?", "2013-05-01..2013-05-09")]
    [InlineData("What happened in the past 3 days?", "2013-05-05..2013-05-09")]
    [InlineData("What happened in the last two weeks?", "2013-04-24..2013-05-09")]
    [InlineData("What happened in the last 24 hours?", "2013-05-07..2013-05-09")]
    [InlineData("What happened 3 days ago?", "2013-05-05..2013-05-06")]
    [InlineData("What happened two weeks ago?", "2013-04-22..2013-04-29")]
    [InlineData("What happened a month ago?", "2013-04-01..2013-05-01")]
    [InlineData("What did Kerry say on Monday about Assad?", "2013-05-06..2013-05-07")]
    [InlineData("What did Kerry say last Tuesday?", "2013-04-30..2013-05-01")]
    [InlineData("What did Kerry tell reporters Tuesday?", "2013-05-07..2013-05-08")]
    [InlineData("What were yesterday's headlines?", "2013-05-07..2013-05-08")]
    [InlineData("Any news from last week about Cyprus?", "2013-04-29..2013-05-06")]
    [InlineData("This week, who met in Moscow?", "2013-05-02..2013-05-13")]
    public void Takes_words_from_the_askers_clock(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What happened in Cyprus in March 2013?", "2013-03-01..2013-04-01")]
    [InlineData("what happened in cyprus in march 2013", "2013-03-01..2013-04-01")]
    [InlineData("In March 2013, who resigned?", "2013-03-01..2013-04-01")]
    [InlineData("In March 2013 Sarris asked whom for help?", "2013-03-01..2013-04-01")]
    [InlineData("What was agreed in March 2013?", "2013-03-01..2013-04-01")]
    [InlineData("Where was the money found in March 2013?", "2013-03-01..2013-04-01")]
    [InlineData("Which minister resigned in April 2013?", "2013-04-01..2013-05-01")]
    [InlineData("What did Kerry say in early May 2012?", "2012-05-01..2012-06-01")]
    [InlineData("What happened in Sept. 2012?", "2012-09-01..2012-10-01")]
    [InlineData("What did the envoy achieve in 2012?", "2012-01-01..2013-01-01")]
    [InlineData("What did Kerry say on 7 May 2013?", "2013-05-07..2013-05-08")]
    [InlineData("What did Kerry say on May 7th, 2013 in Moscow?", "2013-05-07..2013-05-08")]
    [InlineData("What did Kerry say May 7, 2013?", "2013-05-07..2013-05-08")]
    [InlineData("What did Kerry say on Tuesday, 7 May?", "2013-05-07..2013-05-08")]
    [InlineData("What did Kerry say on the 7th of May?", "2013-05-07..2013-05-08")]
    [InlineData("What happened on 2013-05-07?", "2013-05-07..2013-05-08")]
    [InlineData("What happened on 13/04/2013?", "2013-04-13..2013-04-14")]
    [InlineData("What happened on the morning of 7 May 2013?", "2013-05-07..2013-05-08")]
    [InlineData("Is it true that Sarris resigned in April 2013?", "2013-04-01..2013-05-01")]
    [InlineData("Show me news on Sarris from April 2013", "2013-04-01..2013-05-01")]
    [InlineData("How much could depositors lose, according to stories from April 2013?", "2013-04-01..2013-05-01")]
    [InlineData("How many died, as the Daily Harbour reported it in 2012?", "2012-01-01..2013-01-01")]
    [InlineData("How many died, in reports from 2012?", "2012-01-01..2013-01-01")]
    [InlineData("Which stories from March 2013 mention Sarris?", "2013-03-01..2013-04-01")]
    public void Takes_dates_of_the_calendar(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What happened in May?", "2013-05-01..2013-06-01")]
    [InlineData("What happened in June?", "2012-06-01..2012-07-01")]
    [InlineData("What happened on Wednesday?", "2013-05-08..2013-05-09")]
    [InlineData("What happened on Thursday?", "2013-05-02..2013-05-03")]
    [InlineData("What happened on 8 May?", "2013-05-08..2013-05-09")]
    [InlineData("What happened on 9 May?", "2012-05-09..2012-05-10")]
    [InlineData("What happened between 3 and 9 May?", "2013-05-03..2013-05-10")]
    [InlineData("What happened from Monday to Friday?", "2013-05-06..2013-05-11")]
    [InlineData("What happened from November to March?", "2012-11-01..2013-04-01")]
    public void Means_the_past_when_the_words_do_not_tell(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What happens tomorrow in Geneva?", "2013-05-09..2013-05-10")]
    [InlineData("What happens next week?", "2013-05-13..2013-05-20")]
    [InlineData("Who met Kerry next Friday?", "2013-05-17..2013-05-18")]
    [InlineData("What happened on 9 May 2027?", "2027-05-09..2027-05-10")]
    public void Leaves_what_is_to_come_in_the_future(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What has Kerry said since Tuesday?", "2013-05-07..")]
    [InlineData("Who resigned since March 2013?", "2013-03-01..")]
    [InlineData("Who resigned after 1 May 2013?", "2013-05-02..")]
    [InlineData("Who resigned after March 2013?", "2013-04-01..")]
    [InlineData("Who resigned before June 2012?", "..2012-06-01")]
    [InlineData("What did Kerry say until 3 May 2013?", "..2013-05-04")]
    [InlineData("What did Kerry say up to 3 May 2013?", "..2013-05-04")]
    public void Leaves_one_end_open(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What happened between 3 and 9 May 2013?", "2013-05-03..2013-05-10")]
    [InlineData("What happened between 3 May and 9 May 2013?", "2013-05-03..2013-05-10")]
    [InlineData("What happened between May 3 and May 9, 2013?", "2013-05-03..2013-05-10")]
    [InlineData("between May 3 and 9, 2013 what did Kerry say", "2013-05-03..2013-05-10")]
    [InlineData("What happened May 3-9, 2013?", "2013-05-03..2013-05-10")]
    [InlineData("What happened on 3–9 May 2013?", "2013-05-03..2013-05-10")]
    [InlineData("What happened from 3 May 2013 until 9 May 2013?", "2013-05-03..2013-05-10")]
    [InlineData("What happened from March to May 2012?", "2012-03-01..2012-06-01")]
    [InlineData("What happened from November to March 2013?", "2012-11-01..2013-04-01")]
    [InlineData("What happened between 28 December and 3 January 2013?", "2012-12-28..2013-01-04")]
    [InlineData("What happened between 2011 and 2012?", "2011-01-01..2013-01-01")]
    [InlineData("What happened from Monday until today?", "2013-05-06..2013-05-09")]
    public void Includes_both_ends_of_a_stretch(string question, string window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What happened between 9 May 2013 and 3 May 2013?", "2013-05-09..2013-05-04")]
    [InlineData("What happened from May 2013 to March 2013?", "2013-05-01..2013-04-01")]
    public void Keeps_a_stretch_in_the_wrong_order(string question, string window)
    {
        Assert.Equal(window, WindowOf(question));
        Assert.True(Parse(question).Window!.IsReversed);
    }

    [Theory]
    [InlineData("2013-05-08T00:30:00+02:00", "What happened today?", "2013-05-08..2013-05-09")]
    [InlineData("2013-05-07T23:30:00-08:00", "What happened today?", "2013-05-07..2013-05-08")]
    [InlineData("2013-01-01T00:10:00+02:00", "What happened yesterday?", "2012-12-31..2013-01-01")]
    [InlineData("2013-01-01T00:10:00+02:00", "What happened last year?", "2012-01-01..2013-01-01")]
    [InlineData("2013-01-02T09:00:00+02:00", "What happened last week?", "2012-12-24..2012-12-31")]
    [InlineData("2013-01-02T09:00:00+02:00", "What happened in December?", "2012-12-01..2013-01-01")]
    [InlineData("2012-12-31T23:59:00-05:00", "What happened this month?", "2012-12-01..2013-01-01")]
    [InlineData("2012-03-01T00:01:00+02:00", "What happened yesterday?", "2012-02-29..2012-03-01")]
    [InlineData("2013-05-08T12:00:00+02:00", "What happened on 29 February?", "2012-02-29..2012-03-01")]
    [InlineData("2013-05-08T12:00:00+02:00", "What happened on 29 February 2012?", "2012-02-29..2012-03-01")]
    [InlineData("2013-05-05T23:00:00+02:00", "What happened on Sunday?", "2013-05-05..2013-05-06")]
    public void Counts_days_by_the_askers_clock(string now, string question, string window) => Assert.Equal(window, WindowOf(question, now));

    [Fact]
    public void Begins_and_ends_at_the_askers_midnight()
    {
        var window = Parse("What happened yesterday?").Window!;
        Assert.Equal(TimeSpan.FromHours(3), window.From!.Value.Offset);
        Assert.Equal(new DateTimeOffset(2013, 5, 6, 21, 0, 0, TimeSpan.Zero), window.From.Value);
        Assert.Equal(TimeSpan.FromDays(1), window.Until - window.From);
    }

    [Theory]
    [InlineData("Why did the 2013 bailout fail?")]
    [InlineData("What became of the March deal?")]
    [InlineData("Who attended the 7 May talks?")]
    [InlineData("What came of the talks of 7 May?")]
    [InlineData("Who was person of the year for 2022?")]
    [InlineData("What is the 1952 baseball card worth?")]
    [InlineData("How many froze in the winter of 1944?")]
    [InlineData("What happened in Cyprus in 1974?")]
    [InlineData("What was decided at this week's summit?")]
    [InlineData("Who won the May 2012 election?")]
    [InlineData("What happened in March 2013 talks?")]
    [InlineData("Which bank collapsed in the 2008 crisis?")]
    [InlineData("How many people lived there as of 2010?")]
    [InlineData("What must be repaid by the end of May?")]
    public void Leaves_a_date_that_qualifies_a_thing(string question) => AssertNoWindow(question);

    [Theory]
    [InlineData("When did the talks begin in March 2013?")]
    [InlineData("In which month of 2013 did Sarris resign?")]
    [InlineData("On what date in May 2013 did Kerry visit Moscow?")]
    public void Leaves_dates_of_a_question_for_a_time(string question) => AssertNoWindow(question);

    [Theory]
    [InlineData("What did the minister who resigned in April 2013 say?")]
    [InlineData("What did the deal signed in March 2013 provide for?")]
    [InlineData("What did the treaty adopted in Paris in March 2013 say?")]
    [InlineData("How is the girl that vanished last year?")]
    [InlineData("Who was born in 1995?")]
    [InlineData("According to data from 2011 to 2012, which state is the richest?")]
    [InlineData("Following his defeat last year, which party did he found?")]
    [InlineData("Who has been president since 2008?")]
    [InlineData("What did the probe do after landing on 12 November 2012?")]
    [InlineData("Who attended the 3-9 May talks?")]
    [InlineData("How many ships sank in 2012?")]
    [InlineData("How much was paid out between 3 and 9 May 2012?")]
    [InlineData("How was trade in 2013 compared with 2012?")]
    [InlineData("Did more people die in 2012 than in 2011?")]
    [InlineData("What did the deficit do in March and in April 2013?")]
    public void Leaves_a_date_that_is_part_of_what_is_asked(string question) => AssertNoWindow(question);

    [Theory]
    [InlineData("How long did the 90 years of rule last?")]
    [InlineData("Why did it fail this time?")]
    [InlineData("What was the second reason of the day?")]
    [InlineData("Who may march on Washington?")]
    [InlineData("How far did the protesters march?")]
    [InlineData("Who sat in the sun with mon ami?")]
    [InlineData("What must happen now?")]
    [InlineData("What starts at 5 pm?")]
    [InlineData("How old is she, 2 years?")]
    [InlineData("What happened in 2,013 villages?")]
    [InlineData("Who left in 1500 boats?")]
    [InlineData("What happened in the past?")]
    [InlineData("Who asked last?")]
    [InlineData("What is resolution 2118?")]
    [InlineData("Is Black Friday a holiday?")]
    [InlineData("What happened on 31 April 2013?")]
    public void Leaves_words_that_only_look_like_dates(string question) => AssertNoWindow(question);

    [Theory]
    [InlineData("Where does Kerry live today?")]
    [InlineData("How cold is Geneva in January?")]
    [InlineData("Who is set to host the summit in September?")]
    [InlineData("Who will play on Friday?")]
    [InlineData("What will the loan cost over the next three years?")]
    [InlineData("If the banks closed today, who would pay?")]
    public void Leaves_what_is_true_or_planned_for_a_time(string question) => AssertNoWindow(question);

    [Theory]
    [InlineData("The actor Ann Lee died this week at age 90. Which show did she appear in?", "2013-05-02..2013-05-13")]
    [InlineData("Kerry met Lavrov on Tuesday. What did they announce?", "2013-05-07..2013-05-08")]
    [InlineData("The bank was founded in 2004. Who leads it?", null)]
    [InlineData("The envoy visited Rome in March 2013. Whom did he meet?", null)]
    [InlineData("Kerry spoke on Monday. What did Lavrov say on Tuesday?", "2013-05-07..2013-05-08")]
    [InlineData("Hello! What happened in 2012?", "2012-01-01..2013-01-01")]
    public void Takes_only_words_from_the_clock_before_the_question(string question, string? window) => Assert.Equal(window, WindowOf(question));

    [Theory]
    [InlineData("What did Kerry say in May 2013 about Assad?", "What did Kerry say about Assad?", "in May 2013")]
    [InlineData("In May 2013, what did Kerry say?", "what did Kerry say?", "In May 2013")]
    [InlineData("What happened last week?", "What happened?", "last week")]
    [InlineData("Last week", "", "Last week")]
    [InlineData("And in 2012?", "", "in 2012")]
    [InlineData("Which team does he play on this week?", "Which team does he play on?", "this week")]
    public void Searches_for_the_rest(string question, string content, string window)
    {
        var parsed = Parse(question);
        Assert.Equal(content, parsed.Content);
        Assert.Equal(window, parsed.Window!.Text);
        Assert.Equal(question, parsed.Text);
        Assert.DoesNotContain(parsed.Names, name => name.Text.Contains("May", StringComparison.Ordinal));
    }

    private static void AssertNoWindow(string question)
    {
        Assert.Null(WindowOf(question));
        Assert.Equal(question, Parse(question).Content);
    }

    private static Question Parse(string question, string now = Noon) =>
        QuestionParser.Parse(question, new AskingContext(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), []));

    private static string? WindowOf(string question, string now = Noon) =>
        Parse(question, now).Window is { } window
            ? string.Create(CultureInfo.InvariantCulture, $"{window.From:yyyy-MM-dd}..{window.Until:yyyy-MM-dd}")
            : null;
}
