namespace NewsBot.Activities;

/// <summary>How the sender of an activity wants to be answered.</summary>
public static class DeliveryModes
{
    /// <summary>In the response to the request, and nowhere else.</summary>
    public const string ExpectReplies = "expectReplies";
}
