using System.CommandLine;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Commands;

/// <summary><c>accounts invite</c>: the way to the first account of an instance, and back in when no administrator can sign in.</summary>
internal static class AccountsCommand
{
    public static Command Build()
    {
        var data = Options.Data();
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var user = new Option<string>("--user") { Description = "The name to sign in with.", Required = true };
        var address = new Option<string?>("--address") { Description = $"Where people reach this instance; default {ServerOptions.DefaultUrls}." };
        var invite = new Command("invite", "Register a person as administrator of the system and print the link by which they choose a password.") { name, user, address, data };
        invite.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build(ServerOptions.From(parsed.GetValue(data)));
            await ServeCommand.Prepare(app, cancel);
            return await Invite(app.Services, parsed.GetRequiredValue(name), parsed.GetRequiredValue(user), parsed.GetValue(address) ?? ServerOptions.DefaultUrls, Console.Out, Console.Error, cancel);
        });
        return new Command("accounts", "Accounts of people who sign in.") { invite };
    }

    /// <summary>Registers, appoints and invites, wholly or not at all.</summary>
    /// <returns>0 when it was done, 1 when it was refused.</returns>
    public static async Task<int> Invite(IServiceProvider program, string name, string user, string address, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (!program.GetRequiredService<CurrentRegulation>().IsSetUp)
        {
            await error.WriteLineAsync("accounts: there is no instance yet; run setup first");
            return 1;
        }
        await using var scope = program.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().Actor = Actor.Command;
        await using var whole = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.BeginTransactionAsync(cancel);
        var person = await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().Appoint(name, cancel);
        var invited = person.Refusals.Count > 0 ? person.Refusals.ToList() : await scope.ServiceProvider.GetRequiredService<Accounts>().Invite(person.Value, user, cancel);
        if (invited.Refusals.Count > 0)
        {
            foreach (var refusal in invited.Refusals)
            {
                await error.WriteLineAsync($"accounts: {refusal.Message}");
            }
            return 1;
        }
        await whole.CommitAsync(cancel);
        await output.WriteLineAsync($"{name.Trim()} ({invited.Value.Account.UserName}) is an administrator of the system. Let them open this, once, within three days:");
        await output.WriteLineAsync(address.TrimEnd('/') + invited.Value.Path);
        return 0;
    }
}
