using System.CommandLine;
using System.Globalization;
using NewsBot.Commands;

// The bot speaks English, whatever the machine is set to.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Answers questions about news stories and cites the sentences it relies on. Without a verb: serves the bot.")
{
    CommonOptions.Data,
    CommonOptions.Json,
    IndexCommand.Create(),
    AskCommand.Create(),
    StatementsCommand.Create(),
    StatusCommand.Create(),
    TeamsAppCommand.Create(),
};
ServeCommand.Configure(root);
return await CommandBoundary.InvokeAsync(root, args);
