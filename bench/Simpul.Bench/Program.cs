using Simpul.Bench;

var program = Option("--program") ?? throw new InvalidOperationException("Give the folder of the published program: --program FOLDER. ./run bench does.");
var json = args.Contains("--json");
var wanted = args.Where((argument, at) => !argument.StartsWith("--", StringComparison.Ordinal) && (at == 0 || args[at - 1] != "--program")).ToList();
var bench = new Bench(Path.GetFullPath(program), Path.GetFullPath(Path.Combine(program, "..", "bench")));
Directory.CreateDirectory(bench.Folder);
Bench.Say(Machine.Describe());

List<(string Name, Func<string?, IAsyncEnumerable<Figure>> Run, bool OnPostgres)> plan =
[
    ("start", _ => StartBench.Run(bench), false),
    ("portal", _ => PortalBench.Run(bench), false),
    .. GatewayBench.Parts.Select(part => ($"gateway.{part}", (Func<string?, IAsyncEnumerable<Figure>>)(_ => GatewayBench.Run(bench, part)), false)),
];
foreach (var database in new[] { "sqlite", "postgres" })
{
    var postgres = database == "postgres";
    plan.Add(($"journal.{database}.append", connection => JournalBench.Append(bench, database, connection), postgres));
    plan.Add(($"journal.{database}.verify", connection => JournalBench.Verify(bench, database, connection), postgres));
    plan.Add(($"board.{database}", connection => PagesBench.Board(bench, database, connection), postgres));
    plan.Add(($"architecture.{database}", connection => ArchitectureBench.Run(bench, database, connection), postgres));
    plan.Add(($"applications.{database}", connection => ApplicationsBench.Run(bench, database, connection), postgres));
    plan.Add(($"evaluation.{database}", connection => EvaluationBench.Run(bench, database, connection), postgres));
    plan.Add(($"budget.{database}", connection => BudgetBench.Run(bench, database, connection), postgres));
    plan.Add(($"pages.{database}", connection => PagesBench.Pages(bench, database, connection), postgres));
}
plan = [.. plan.Where(item => wanted.Count == 0 || wanted.Any(name => item.Name.StartsWith(name, StringComparison.Ordinal)))];
if (plan.Count == 0)
{
    Bench.Say("No benchmark has that name. There are: start, portal, gateway, journal, board, architecture, applications, evaluation, budget, pages; journal.sqlite.append and so on.");
    return 2;
}

var figures = new List<Figure>();
var failed = false;
var server = plan.Exists(item => item.OnPostgres) ? await Postgres.Start(Path.Combine(bench.Folder, "postgres")) : null;
try
{
    foreach (var (name, run, onPostgres) in plan.Where(item => !item.OnPostgres || server is not null))
    {
        try
        {
            var alone = name.EndsWith("append", StringComparison.Ordinal);
            var connection = !onPostgres ? null : await server!.Database(alone ? "journal" : "city", fresh: alone || !new Instances(bench).IsReady("city-postgres"));
            await foreach (var figure in run(connection))
            {
                figures.Add(figure);
                (json ? Console.Error : Console.Out).WriteLine(figure);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException)
        {
            // One benchmark that cannot run leaves the others their turn; the exit code tells.
            failed = true;
            Bench.Say($"{name}: {failure.Message}");
        }
    }
}
finally
{
    if (server is not null)
    {
        await server.DisposeAsync();
    }
}
if (json)
{
    Console.WriteLine(Figure.ToJson(figures));
}
return failed ? 1 : 0;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
