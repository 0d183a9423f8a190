using NewsBot.LanguageModel;

namespace NewsBot.Answers.Writing;

/// <summary>One honest line under an answer: from when its stories are, or why a language model did not write it.</summary>
internal static class NoteText
{
    /// <summary>Where nothing of the model's is shown; null where it did not fail.</summary>
    public static string? Instead(ModelFault? fault) => fault is { } known ? $"The language model {Words(known)}, so this is in the stories' own words." : null;

    /// <summary>Where something is.</summary>
    public static string? AfterSome(ModelFault? fault) => fault is { } known ? $"The language model {Words(known)}, so the rest is in the stories' own words." : null;

    /// <summary>As in <c>From stories of 30 June 2012 to 7 May 2013.</c>; null where there is nothing to remark.</summary>
    public static string? Dated(Lead? lead) => lead is null or { Scope.IsAll: false, IsLatest: false } ? null : LeadText.Of(lead).TrimEnd(':') + ".";

    private static string Words(ModelFault fault) => fault switch
    {
        ModelFault.NotReached => "cannot be reached at the moment",
        ModelFault.KeyRefused or ModelFault.NoSuchModel or ModelFault.RequestRefused => "is not set up rightly",
        ModelFault.TooManyRequests => "has too much to do at the moment",
        ModelFault.BrokenOff => "broke off",
        ModelFault.Unreadable => "could not be understood",
        ModelFault.Empty => "wrote nothing",
        ModelFault.Declined => "declined to write",
        ModelFault.TooSlow => "took too long",
        ModelFault.Endless => "did not come to an end",
        _ => "is out of order at the moment",
    };
}
