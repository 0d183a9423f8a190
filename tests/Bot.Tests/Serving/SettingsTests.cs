using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Serving;

public sealed class SettingsTests(SampleIndex samples)
{
    private static JsonNode RootSettings => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json")))!;

    [Fact]
    public async Task The_settings_at_the_repositorys_root_are_the_programs()
    {
        await using var program = Program();
        var configuration = program.Services.GetRequiredService<IConfiguration>();

        Assert.Equal((string?)RootSettings["Samples"], configuration["Samples"]);
        Assert.Equal((string?)RootSettings["Logging"]!["LogLevel"]!["Microsoft"], configuration["Logging:LogLevel:Microsoft"]);
        Assert.Equal(
            (int)RootSettings["Retrieval"]!["RankedChunks"]!, program.Services.GetRequiredService<IOptions<RetrievalOptions>>().Value.RankedChunks);
    }

    [Fact]
    public async Task A_setting_of_the_command_line_wins()
    {
        await using var program = Program(("Retrieval:RankedChunks", "3"));

        Assert.Equal(3, program.Services.GetRequiredService<IOptions<RetrievalOptions>>().Value.RankedChunks);
    }

    [Fact]
    public async Task A_setting_of_the_environment_wins()
    {
        await using var program = NewsBotProgram.Start(["status", "--json"], [("Retrieval__DataFolder", samples.Data)]);

        Assert.Equal(samples.Data, (await program.EndAsync()).Json.GetProperty("data").GetString());
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_is_told_in_a_sentence()
    {
        var refused = await AskWithAsync("Retrieval__RankedChunks", "-1");

        Assert.Contains("A setting is not valid", refused.RefusedWith(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_no_number_is_told_in_a_sentence()
    {
        var refused = await AskWithAsync("Retrieval__RankedChunks", "many");

        Assert.Contains("Retrieval:RankedChunks", refused.RefusedWith(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_program_reads_the_settings_in_its_own_folder_wherever_it_is_started()
    {
        using var folder = new TempFolder();
        var published = await PublishAsync(folder.Combine("published"));
        var elsewhere = Directory.CreateDirectory(folder.Combine("elsewhere")).FullName;
        folder.Write("elsewhere/appsettings.json", """{"Retrieval": {"DataFolder": "/not/this/one"}}""");

        await using var unchanged = NewsBotProgram.Start(["status", "--json"], [], elsewhere, published);
        Assert.Equal(Path.Combine(elsewhere, "data"), (await unchanged.EndAsync()).Json.GetProperty("data").GetString());

        var settings = RootSettings;
        settings["Retrieval"]!["DataFolder"] = folder.Combine("changed");
        folder.Write("published/appsettings.json", settings.ToJsonString());
        await using var changed = NewsBotProgram.Start(["ask", "When did Philae land?", "--json"], [], elsewhere, published);
        var asked = await changed.EndAsync();
        Assert.Equal("answered", asked.Json.GetProperty("outcome").GetString());
        Assert.True(File.Exists(folder.Combine("changed", "news.db")), asked.Errors);

        folder.Write("published/appsettings.json", "{ not JSON");
        await using var broken = NewsBotProgram.Start(["status"], [], elsewhere, published);
        Assert.Contains("appsettings.json", (await broken.EndAsync()).RefusedWith(1), StringComparison.Ordinal);
    }

    private async Task<ProgramResult> AskWithAsync(string variable, string value)
    {
        await using var program = NewsBotProgram.Start(["ask", "Who resigned?", "--data", samples.Data], [(variable, value)]);
        return await program.EndAsync();
    }

    private WebApplicationFactory<Program> Program(params (string Name, string Value)[] settings) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Retrieval:DataFolder", samples.Data);
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
        });

    /// <summary>Publishes what was built with these tests, and gives the path of the program.</summary>
    private static async Task<string> PublishAsync(string folder)
    {
#if DEBUG
        const string Configuration = "Debug";
#else
        const string Configuration = "Release";
#endif
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Repository.Root, "src", "Bot"), "-c", Configuration, "-o", folder, "--no-build", "-nodeReuse:false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, output);
        return Path.Combine(folder, "NewsBot.dll");
    }
}
