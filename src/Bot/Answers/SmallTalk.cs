using System.Text.RegularExpressions;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Answers;

/// <summary>Greetings, thanks, calls for help or for more: a search would only find stories that happen to contain the words.</summary>
internal static partial class SmallTalk
{
    /// <summary>What to say back, or null when it is not small talk.</summary>
    public static string? Reply(string utterance, ArticleCounts stock)
    {
        var words = Rest().Replace(utterance, " ").Trim();
        return Greeting().IsMatch(words) ? AnswerText.Greeting(stock)
            : Identity().IsMatch(words) ? $"I am the news bot, a program and no human. {AnswerText.Introduction(stock)}"
            : Help().IsMatch(Courtesy.Without(words)) ? AnswerText.Introduction(stock)
            : Thanks().IsMatch(words) ? "You are welcome! Ask me anything else about the news."
            : Farewell().IsMatch(words) ? "Goodbye! I am here whenever you have a question about the news."
            : Continuation().IsMatch(words) ? "I cannot go on from an earlier answer yet; please ask a whole question, for example: What did Lavrov say about Assad?"
            : null;
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}'’]+")]
    private static partial Regex Rest();

    [GeneratedRegex(
        @"^((hello|hi|hey|hiya|howdy|greetings|good (morning|afternoon|evening|day)|how are you( (today|doing))?|what's up|nice to meet you|there|again|everybody|all|bot"
        + @"|news ?bot)( |$))+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"^((hello|hi|hey|and|but|so) )*((who|what) are you|who is (this|there)|what( is|['’]s) your name|are you (human|a human|a person|a robot|a bot|real|there))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Identity();

    [GeneratedRegex(
        @"^(help( me)?|what (can|do) you do|what can I (ask|do)( you)?( here)?|what should I ask( you)?|(what|which)( kind of| sort of)? questions (can|may|should) I ask( you)?|how can you help( me)?"
        + @"|(what|which)( kind of| sort of)? questions (can|do) you answer|how (does (this|it)|do you) work|how (can|do|should) I (use|ask) (this|it|you)|what is this( for)?|what do you know|I need help"
        + @"|(show|give)( me)? (the |some |an )?(commands?|help|examples?)|commands|examples?|instructions|menu|start|info|about)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Help();

    [GeneratedRegex(
        @"^((ok|okay|great|cool|nice|perfect|super|good|well done|awesome|brilliant|helpful|useful|interesting|thanks|thank you|thx|ty|cheers|a lot|very much|so much|many|very|really|bot|answer"
        + @"|that (is|was|helps|helped)|that['’]s|for (your|the) (help|answer))( |$))+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^((good ?bye|bye|see you( later)?|farewell|good night|ciao)( |$))+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Farewell();

    [GeneratedRegex(
        @"^((ok|okay|yes|please|and|so) )*((((can|could) you )?(please )?(tell|give|show) me |(any|say|some) ?)?(more|anything else|something else)( (about|on) (it|that|this|them))?"
        + @"|more (details|information)|go on|continue|carry on|keep going|and|so|and (then|now)|what else|next|yes|no|why|how so|really)( please)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Continuation();
}
