using System.Text.RegularExpressions;
using NewsBot.Answers;

namespace NewsBot.Conversations;

/// <summary>What somebody asks of the bot itself, and not of the stories.</summary>
internal enum ChatCommand
{
    /// <summary>Where the last answer comes from.</summary>
    Sources,

    /// <summary>Forgetting what was said.</summary>
    Reset,

    /// <summary>What the bot knows, and how it answers.</summary>
    About,
}

/// <summary>Finds commands in what people type, as single words and in natural ones. Help and greetings are small talk.</summary>
internal static partial class ChatCommands
{
    public static ChatCommand? In(string text)
    {
        var words = Courtesy.Without(Marks().Replace(text, " ").Trim());
        return Sources().IsMatch(words) ? ChatCommand.Sources
            : Reset().IsMatch(words) ? ChatCommand.Reset
            : About().IsMatch(words) ? ChatCommand.About
            : null;
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}'’]+")]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"^((show|give|list|tell|send|name|cite|see|get) (me )?|(do you have|what are|which are|where are|what is|where is) )?((all|any|the|your|its|a) )*(sources?|citations?|references?)"
        + @"( (of|for|behind) (that|this|it|(your|the|that)( last)? answer))?$"
        + @"|^where (is|was|does|do|did) (that|this|it|you) (from|come from|get (that|this|it)( from)?)$|^(how do you know( that| this)?|says who|what is (that|this) based on|what do you base (that|this) on)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Sources();

    [GeneratedRegex(
        @"^(reset|restart|(clear|delete|erase|reset|forget|restart)( (it|that|this|everything|all|all of it|all of that|what I (said|asked)|what we (said|talked about)|(the|this|my|our) (chat|conversation|history)))?"
        + @"|(start|begin) (over|again|anew|new|afresh|from scratch)|((start|begin|have|open) )?(a )?(new|fresh) (conversation|chat|topic|start)|change the (subject|topic))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reset();

    [GeneratedRegex(
        @"^(about( (you|yourself|this bot|this))?|status|version|tell me (more )?about (you|yourself|this bot|your (stories|articles|index|archive))"
        + @"|how many (news )?(stories|articles|sentences) (do you (have|know|hold|cover)|are (there|indexed)|are in (the|your) (index|archive)|have you (got|read|indexed))"
        + @"|how (big|large) is (your|the) (index|archive|collection)|how (recent|new|old|up to date|current|fresh) (is|are) (your|the) (news|stories|articles|index|data)"
        + @"|(what|which) (is|are) (your|the) (newest|latest|most recent) (story|stories|article|articles)( (that )?you have)?|(what|which) (stories|articles|news|topics) do you (have|know|cover)"
        + @"|are you (an AI|a language model|up to date)|(what|which) (language )?model (are you|do you use)|do you use (AI|a language model))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex About();
}
