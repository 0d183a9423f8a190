namespace NewsBot.Retrieval.Questions;

/// <summary>Names of months and weekdays, as alternations for patterns.</summary>
public static class CalendarNames
{
    /// <summary>In full.</summary>
    public const string Months = "January|February|March|April|May|June|July|August|September|October|November|December";

    /// <summary>Without their full stop.</summary>
    public const string ShortMonths = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec";

    /// <summary>In full.</summary>
    public const string Weekdays = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
}
