namespace NewsBot.Activities;

/// <summary>The kinds of activity this bot sends or reacts to. Channels compare them ordinally.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string MessageReaction = "messageReaction";
    public const string Event = "event";
    public const string Invoke = "invoke";
    public const string EndOfConversation = "endOfConversation";
    public const string Typing = "typing";
    public const string Trace = "trace";
}
