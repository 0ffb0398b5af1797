using System.CommandLine;
using Simpul.Gateway.Commands;

// What comes over a socket is gone on with where it was noticed: nothing in a call blocks its thread, and to hand each piece to another one costs a third of a call. Read once, at the first socket.
const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
if (Environment.GetEnvironmentVariable(Inline) is null) Environment.SetEnvironmentVariable(Inline, "1");

return await new RootCommand("The node of Simpul's service bus.") { ServeCommand.Build(), BusCommands.Verify(), BusCommands.Audit() }.Parse(args).InvokeAsync();
