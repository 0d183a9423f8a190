using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions;

/// <summary>What is asked, as far as the words alone tell.</summary>
public sealed record Question
{
    /// <summary>The question as typed, with one space for each run of white space and control characters.</summary>
    public required string Text { get; init; }

    /// <summary>The text without what only narrows the stories (<see cref="Window"/>, <see cref="Outlet"/>): what is searched for.</summary>
    public required string Content { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>
    /// Whether it was typed without capitals, or in capitals only, as far as can be told: then names are not seen in it before there are stories
    /// to compare it with. A capital at its beginning tells nothing.
    /// </summary>
    public bool LacksCapitals { get; init; }

    /// <summary>What kind of thing answers it.</summary>
    public required ExpectedAnswer Expects { get; init; }

    /// <summary>The words of <see cref="Content"/> worth searching for; empty when there are none.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The things that the asker wrote as names, such as <c>Ban Ki-moon</c>, or that the stories write so where capitals were not typed.</summary>
    public IReadOnlyList<Name> Names { get; init; } = [];

    /// <summary>Whose words are asked for, as typed: <c>Lavrov</c>, <c>the Russian foreign minister</c>.</summary>
    public string? Speaker { get; init; }

    /// <summary>Base form of the verb by which it is asked who said something: <c>deny</c>; null when it tells nothing, as <c>say</c>.</summary>
    public string? SpeechVerb { get; init; }

    /// <summary>What the words asked for are about, as typed.</summary>
    public string? Topic { get; init; }

    /// <summary>What stands between quotation marks.</summary>
    public string? Quotation { get; init; }

    /// <summary>Words whose source is asked for; null when they are not what is asked about.</summary>
    public SoughtWords? Sought { get; init; }

    /// <summary>Whether all that was said is asked for, in the order of time.</summary>
    public bool WantsTimeline { get; init; }

    /// <summary>The outlet whose stories alone are wanted.</summary>
    public Outlet? Outlet { get; init; }

    /// <summary>When the stories wanted were published.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>Whether the latest state is asked for.</summary>
    public bool WantsLatest { get; init; }

    /// <summary>Name of the language that it seems to be in, when that is not English.</summary>
    public string? OtherLanguage { get; init; }

    /// <summary>The asker's clock, with the offset of their time zone.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>A thing that the asker wrote as a name.</summary>
/// <param name="Text">As typed.</param>
public sealed record Name(string Text, IReadOnlyList<Term> Terms);

/// <summary>An outlet that the asker named.</summary>
/// <param name="Name">As the stories spell it, or as typed when no story is from it.</param>
/// <param name="IsKnown">Whether any story is from it.</param>
public sealed record Outlet(string Name, bool IsKnown);

/// <summary>A time of publication.</summary>
/// <param name="From">Inclusive; null: from the beginning.</param>
/// <param name="Until">Exclusive; null: without end.</param>
/// <param name="Text">As typed: <c>last week</c>.</param>
public sealed record TimeWindow(DateTimeOffset? From, DateTimeOffset? Until, string Text)
{
    /// <summary>Whether it ends before it begins, as between 9 May and 3 May.</summary>
    public bool IsReversed => From >= Until;
}

/// <summary>What the asker wants to be told.</summary>
public enum QuestionKind
{
    /// <summary>None of the others: what, which, how.</summary>
    Other,

    /// <summary>What somebody said.</summary>
    WhatWasSaid,

    /// <summary>Who said something.</summary>
    WhoSaid,

    /// <summary>Who is of the same mind as somebody, or of another.</summary>
    WhoAgrees,

    /// <summary>Who speaks on a matter at all, somebody perhaps left out: <c>who else</c>.</summary>
    WhoSpoke,
    Who,
    When,
    Where,
    HowMany,
    Why,
    YesNo,

    /// <summary>What is new about something.</summary>
    Latest,

    /// <summary>Several things: which countries, name the.</summary>
    List,
}
