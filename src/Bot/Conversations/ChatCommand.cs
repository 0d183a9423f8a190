using System.Text.RegularExpressions;

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
        var words = Marks().Replace(text, " ").Trim();
        return Sources().IsMatch(words) ? ChatCommand.Sources
            : Reset().IsMatch(words) ? ChatCommand.Reset
            : About().IsMatch(words) ? ChatCommand.About
            : null;
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}'’]+")]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"^(please )?((show|give|list|tell) me )?((the|your|all|its) )*(sources?|citations?|references?)( please| of (that|this|it))?$"
        + @"|^(what|which|where) (are|is) (your|the|its) (sources?|citations?|references?)( for (that|this|it))?$|^where (is|was|does|do|did) (that|this|it|you) (from|come from|get (that|this|it)( from)?)$|^how do you know( that| this)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Sources();

    [GeneratedRegex(
        @"^(please )?(reset|restart|clear|start (over|again|anew|new)|new (conversation|chat|topic)|forget (it|that|this|everything|all of it|what I (said|asked))|let['’]s start (over|again))( please)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reset();

    [GeneratedRegex(
        @"^(about( you| this bot| yourself)?|status|version|tell me about (you|yourself)|how many (stories|articles) (do you (have|know)|are (there|indexed))"
        + @"|how (recent|new|old|up to date) (is|are) (your|the) (news|stories|articles|index|data)|what (is|are) (your|the) (newest|latest) (story|stories|article|articles)|which (stories|articles) do you (have|know))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex About();
}
