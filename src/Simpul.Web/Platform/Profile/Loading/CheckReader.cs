namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads the check of an obligation against the catalogue of checks.</summary>
internal static class CheckReader
{
    /// <summary>The call, and the module that owns the check; empty where the check is not known.</summary>
    public static (CheckCall Call, string Module) Read(YamlValue value, ProfileScope scope)
    {
        var entries = value.Map().Values();
        if (entries.Count != 1)
        {
            if (value.IsMap) value.Report("must be exactly one check");
            return (new CheckCall("", new Dictionary<string, ValueOrParameter>()), "");
        }
        var (name, given) = (entries[0].Key, entries[0].Value.Map());
        if (scope.Checks.Find(name) is not { } spec)
        {
            value.Map().Report(name, $"check “{name}” is not in the catalogue of checks");
            return (new CheckCall(name, new Dictionary<string, ValueOrParameter>()), "");
        }
        Dictionary<string, ValueOrParameter> arguments = new(StringComparer.Ordinal);
        foreach (var parameter in spec.Parameters)
        {
            if (given.Optional(parameter.Name) is { } argument) arguments[parameter.Name] = Argument(parameter, argument, scope);
            else if (!parameter.Optional) value.Map().Report(name, $"check “{name}” needs “{parameter.Name}”");
        }
        foreach (var key in given.Keys.Where(key => !spec.Parameters.Any(parameter => parameter.Name == key)))
        {
            given.Optional(key);
            given.Report(key, $"check “{name}” has no parameter “{key}”");
        }
        return (new CheckCall(name, arguments), spec.Module);
    }

    private static ValueOrParameter Argument(CheckParameter parameter, YamlValue value, ProfileScope scope)
    {
        var argument = ValueReader.ReadLiteralOrParameter(value, parameter.Spec, scope);
        if (argument.Parameter is { } key)
        {
            if (!parameter.Optional && scope.Possible(key).Any(possible => possible.IsSilent))
            {
                value.Report($"“{parameter.Name}” is required, but parameter “{key}” is silent here");
            }
            return argument;
        }
        // Keys of things that the profile itself declares; other keys belong to the modules' registers.
        switch (parameter.Name)
        {
            case "team" when argument.Value!.Text is { Length: > 0 } team:
                Known(scope.Teams, team, "team");
                break;
            case "policy" when argument.Value!.Text is { Length: > 0 } policy:
                Known(scope.Policies, policy, "policy");
                break;
            case "policies":
                foreach (var policy in argument.Value!.List ?? []) Known(scope.Policies, policy, "policy");
                break;
            default:
                break;
        }
        return argument;

        void Known(HashSet<string> declared, string name, string what)
        {
            if (!declared.Contains(name)) value.Report($"{what} “{name}” is not declared in this profile");
        }
    }
}
