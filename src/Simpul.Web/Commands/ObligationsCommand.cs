using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Commands;

/// <summary><c>obligations</c>: the board on the command line.</summary>
internal static class ObligationsCommand
{
    public static Command Build()
    {
        var data = Options.Data();
        var json = Options.Json();
        var asOf = new Option<string?>("--as-of") { Description = "The date to answer for, as 2026-11-22; default today where the government is." };
        asOf.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Date(text) is null)
            {
                result.AddError($"--as-of: “{text}” is no date; write it as 2026-11-22.");
            }
        });
        var command = new Command("obligations", "The obligations board: how every obligation of the regulation stands.") { asOf, json, data };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await ServeCommand.Prepare(app, cancel);
            return await Run(app, Date(parsed.GetValue(asOf)), parsed.GetValue(json), Console.Out, Console.Error, cancel);
        });
        return command;
    }

    /// <returns>0 when the board was written, 1 where the instance is not set up.</returns>
    public static async Task<int> Run(WebApplication app, DateOnly? date, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var view = await scope.ServiceProvider.GetRequiredService<Board>().On(date ?? scope.ServiceProvider.GetRequiredService<Today>().Date, cancel);
            await (json ? output.WriteLineAsync(JsonSerializer.Serialize(ObligationJson.Of(view, Actor.Command), ObligationJson.Options)) : Table(view, output));
            return 0;
        }
        catch (NotSetUpException missing)
        {
            await error.WriteLineAsync($"obligations: {missing.Message}");
            return 1;
        }
    }

    private static async Task Table(BoardView view, TextWriter output)
    {
        await output.WriteLineAsync($"{view.Profile.Region.Government}, {view.Profile.Regulation.Name}, {view.Date:yyyy-MM-dd}");
        await output.WriteLineAsync(string.Join("  ", States.All.Select(state => $"{state.Code()} {view.Counts[state]}")));
        await output.WriteLineAsync();
        var id = view.Rows.Select(row => row.Id.Length).DefaultIfEmpty(0).Max();
        foreach (var row in view.Rows)
        {
            await output.WriteLineAsync($"{row.Status.Code(),-14}  {row.Answer.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",-10}  {row.Id.PadRight(id)}  {row.Obligation.Text}");
        }
    }

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
