<#
.SYNOPSIS
Writes the help of the cmdlets (MAML) from the comments of their C# code.
.DESCRIPTION
Words come from the code: <summary> of a cmdlet is its synopsis, <remarks> its description, <example> an example,
<seealso> a related command, <summary> of a property the text of a parameter or of an output's property. All else, such as
types, parameter sets, positions and values, comes from the imported module, so that it cannot be out of date.
A cmdlet or parameter without text fails the build.
#>
param(
    # The staged module.
    [Parameter(Mandatory)] [string] $Module,

    # SalesforceCC.Cmdlets.xml; the comments of the other assemblies lie beside it.
    [Parameter(Mandatory)] [string] $Docs,

    # The file to write.
    [Parameter(Mandatory)] [string] $Help
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$namespaces = @{
    maml    = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev     = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
$whatIfTexts = @{
    WhatIf  = 'Shows what would happen if the cmdlet runs. The cmdlet is not run.'
    Confirm = 'Prompts you for confirmation before running the cmdlet.'
}
$missing = [Collections.Generic.List[string]]::new()

# --- Reading the comments ---

function Read-Docs([string] $Folder) {
    $members = @{}
    foreach ($file in Get-ChildItem $Folder -Filter 'SalesforceCC.*.xml') {
        $document = [xml]::new()
        $document.PreserveWhitespace = $true
        $document.Load($file.FullName)
        foreach ($member in $document.SelectNodes('/doc/members/member')) { $members[$member.GetAttribute('name')] = $member }
    }
    $members
}

# A comment's words in one line, as a user would read them.
function ConvertTo-Text([Xml.XmlNode] $Node) {
    $text = foreach ($child in $Node.ChildNodes) {
        switch ($child.Name) {
            { $child -is [Xml.XmlCharacterData] } { $child.Value }
            { $_ -in 'c', 'para' } { ConvertTo-Text $child }
            { $_ -in 'paramref', 'typeparamref' } { $child.GetAttribute('name') }
            { $_ -in 'see', 'seealso' } { ConvertTo-Name $child }
            default { throw "<$_> in a comment cannot be help: $($Node.OuterXml)" }
        }
    }
    (-join $text -replace '\s+', ' ').Trim()
}

function ConvertTo-Name([Xml.XmlElement] $See) {
    if ($See.HasAttribute('langword')) { return $See.GetAttribute('langword') -replace '^(null|true|false)$', '$$$1' }
    if ($See.InnerText) { return ConvertTo-Text $See }
    if ($See.HasAttribute('href')) { return $See.GetAttribute('href') }
    $name = $See.GetAttribute('cref') -replace '^\w:' -replace '\(.*'
    $cmdlet = $commands.Where({ $_.ImplementingType.FullName -eq $name }, 'First')
    if ($cmdlet) { return $cmdlet[0].Name }
    $name -replace '.*\.'
}

# <para> by <para>; a comment without any is one paragraph.
function Get-Paragraph([Xml.XmlElement] $Member, [string] $Tag) {
    $node = if ($Member) { $Member.SelectSingleNode($Tag) }
    if (-not $node) { return }
    $paragraphs = $node.SelectNodes('para')
    @(if ($paragraphs.Count) { $paragraphs } else { $node }).ForEach({ ConvertTo-Text $_ }) -ne ''
}

# Lines stay lines, without the indentation that the compiler gives all lines of a comment.
function Get-Code([Xml.XmlElement] $Example) {
    $indentation = [regex]::Match($Example.ParentNode.FirstChild.Value, ' *\z').Length
    $lines = $Example.SelectSingleNode('code').InnerText.Trim("`r", "`n") -split '\r?\n'
    ($lines -replace "^ {0,$indentation}").TrimEnd() -join "`n"
}

# --- What the module says ---

function Get-OwnParameter($Command) {
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $Command.Parameters.Values | Where-Object Name -NotIn $common |
        Sort-Object { $whatIfTexts.ContainsKey($_.Name) }, Name
}

function Get-ParameterText($Command, [string] $Name) {
    if ($whatIfTexts.ContainsKey($Name)) { return $whatIfTexts[$Name] }
    $declaring = $Command.ImplementingType.GetProperty($Name).DeclaringType
    $text = Get-Paragraph $comments["P:$declaring.$Name"] summary
    if (-not $text) { $missing.Add("$($Command.Name) -$Name has no <summary>") }
    $text
    foreach ($attribute in $Command.Parameters[$Name].Attributes) {
        if ($attribute -is [ValidateSet]) { "Values: $($attribute.ValidValues -join ', ')." }
        if ($attribute -is [ValidateRange] -and $null -ne $attribute.MinRange) { "Values: $($attribute.MinRange) to $($attribute.MaxRange)." }
    }
}

# The value of a cmdlet that nobody gave parameters; nothing where that means "none".
function Get-DefaultValue($Command, $Parameter, $In) {
    if (@($In).IsMandatory -notcontains $false) { return 'None' }
    if ($Parameter.SwitchParameter) { return 'False' }
    $property = $Command.ImplementingType.GetProperty($Parameter.Name)
    $value = $property.GetValue([Activator]::CreateInstance($Command.ImplementingType))
    if ($value -is [ValueType] -and $value.Equals([Activator]::CreateInstance($value.GetType()))) { return 'None' }
    if ("$value") { "$value" } else { 'None' }
}

function Get-TypeName([type] $Type) {
    $known = [Nullable]::GetUnderlyingType($Type)
    $(if ($known) { $known } else { $Type }).Name -replace '`\d+'
}

function Get-PipelineInput($In) {
    $ways = @(
        if (@($In).ValueFromPipeline -contains $true) { 'ByValue' }
        if (@($In).ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' }
    )
    if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
}

# How a parameter behaves: in one parameter set, or, given several, in all of them.
function Get-ParameterTrait($Parameter, $In) {
    $positions = @($In).Position.Where({ $_ -ge 0 })
    [ordered]@{
        required       = "$(@($In).IsMandatory -notcontains $false)".ToLowerInvariant()
        variableLength = "$($Parameter.ParameterType.IsArray)".ToLowerInvariant()
        globbing       = "$([bool]($Parameter.Attributes -is [SupportsWildcards]))".ToLowerInvariant()
        pipelineInput  = Get-PipelineInput $In
        position       = if ($positions.Count) { "$($positions[0])" } else { 'named' }
        aliases        = if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }
    }
}

function Get-Related($Command) {
    $names = @(
        $comments["T:$($Command.ImplementingType)"].SelectNodes('seealso').ForEach({ ConvertTo-Name $_ })
        $commands.Where({ $_.Noun -eq $Command.Noun }).Name
        'about_SalesforceCC'
    )
    $names | Where-Object { $_ -ne $Command.Name } | Select-Object -Unique
}

# --- Writing ---

# Content is text, or a block that writes what stands inside. The block sees the variables of this function too: hence
# their names, which no block uses.
function Write-Element([string] $element, $content, [Collections.IDictionary] $attributes = @{}) {
    $prefix, $local = $element -split ':'
    $xml.WriteStartElement($prefix, $local, $namespaces[$prefix])
    foreach ($attribute in $attributes.Keys) { $xml.WriteAttributeString($attribute, $attributes[$attribute]) }
    if ($content -is [scriptblock]) { & $content } else { $xml.WriteString($content) }
    $xml.WriteEndElement()
}

function Write-Paragraph([string[]] $Text) {
    foreach ($paragraph in $Text) { Write-Element maml:para $paragraph }
}

function Write-Description([string[]] $Text) {
    if ($Text) { Write-Element maml:description { Write-Paragraph $Text } }
}

function Write-Type([string] $Name) {
    Write-Element dev:type { Write-Element maml:name $Name }
}

function Write-Command($Command) {
    $member = $comments["T:$($Command.ImplementingType)"]
    $synopsis = Get-Paragraph $member summary
    $description = @(Get-Paragraph $member remarks)
    if (-not $synopsis) { $missing.Add("$($Command.Name) has no <summary>") }
    if (-not $description) { $missing.Add("$($Command.Name) has no <remarks>") }
    if (-not $page) { $description += "See also: $((Get-Related $Command) -join ', ')." }

    Write-Element command:command {
        Write-Element command:details {
            Write-Element command:name $Command.Name
            Write-Description $synopsis
            Write-Element command:verb $Command.Verb
            Write-Element command:noun $Command.Noun
        }
        Write-Description $description
        Write-Element command:syntax { $Command.ParameterSets.ForEach({ Write-ParameterSet $Command $_ }) }
        Write-Element command:parameters {
            foreach ($parameter in Get-OwnParameter $Command) {
                Write-Parameter $Command $parameter $Command.ParameterSets.Parameters.Where({ $_.Name -eq $parameter.Name })
            }
        }
        Write-Input $Command
        Write-Output $Command
        Write-Example $Command $member
        if ($page) { Write-Link $Command }
    }
}

# With any link, Get-Help says that "Get-Help ... -Online" opens a page: so there are none before the manifest names one.
function Write-Link($Command) {
    Write-Element maml:relatedLinks {
        Write-Element maml:navigationLink { Write-Element maml:linkText 'Online version:'; Write-Element maml:uri $page }
        foreach ($name in Get-Related $Command) {
            Write-Element maml:navigationLink { Write-Element maml:linkText $name }
        }
    }
}

# In the order of Get-Command -Syntax: by position, then what must be given, then the rest.
function Write-ParameterSet($Command, $Set) {
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $parameters = $Set.Parameters | Where-Object Name -NotIn $common |
        Sort-Object -Stable { if ($_.Position -ge 0) { $_.Position } else { [int]::MaxValue } }, { -not $_.IsMandatory }, { $whatIfTexts.ContainsKey($_.Name) }
    Write-Element command:syntaxItem {
        Write-Element maml:name $Command.Name
        foreach ($parameter in $parameters) { Write-Parameter $Command $Command.Parameters[$parameter.Name] $parameter -Syntax }
    }
}

function Write-Parameter($Command, $Parameter, $In, [switch] $Syntax) {
    $type = Get-TypeName $Parameter.ParameterType
    Write-Element command:parameter -Attributes (Get-ParameterTrait $Parameter $In) {
        Write-Element maml:name $Parameter.Name
        Write-Description (Get-ParameterText $Command $Parameter.Name)
        $values = $Parameter.Attributes.Where({ $_ -is [ValidateSet] }).ForEach({ $_.ValidValues })
        if ($Syntax -and $values) {
            Write-Element command:parameterValueGroup {
                foreach ($value in $values) { Write-Element command:parameterValue $value @{ required = 'false'; variableLength = 'false' } }
            }
        }
        if (-not ($Syntax -and $Parameter.SwitchParameter)) {
            Write-Element command:parameterValue $type @{ required = 'true'; variableLength = 'false' }
        }
        Write-Type $Parameter.ParameterType.FullName
        Write-Element dev:defaultValue (Get-DefaultValue $Command $Parameter $In)
    }
}

function Write-Input($Command) {
    $piped = @(Get-OwnParameter $Command).Where({ $_.ParameterSets.Values.ValueFromPipeline -contains $true -or $_.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true })
    Write-Element command:inputTypes {
        if (-not $piped) {
            Write-Element command:inputType { Write-Type None; Write-Description 'This command takes no input from the pipeline.' }
        }
        foreach ($parameter in $piped) {
            Write-Element command:inputType {
                Write-Type $parameter.ParameterType.FullName
                Write-Description "For -$($parameter.Name): $(Get-ParameterText $Command $parameter.Name)"
            }
        }
    }
}

# Each type with what its properties mean.
function Write-Output($Command) {
    Write-Element command:returnValues {
        if (-not $Command.OutputType) {
            Write-Element command:returnValue { Write-Type None; Write-Description 'This command writes nothing.' }
        }
        foreach ($name in $Command.OutputType.ForEach({ $_.Name }) | Select-Object -Unique) {
            Write-Element command:returnValue {
                Write-Type $name
                $type = $name -as [type]
                Write-Description @(
                    Get-Paragraph $comments["T:$name"] summary
                    if ($type -and $comments["T:$name"] -and $type.GetProperties()) {
                        $type.GetProperties().ForEach({ "$($_.Name): $(Get-Paragraph $comments["P:$name.$($_.Name)"] summary)" }) -join "`n"
                    }
                )
            }
        }
    }
}

function Write-Example($Command, $Member) {
    $examples = if ($Member) { $Member.SelectNodes('example') }
    if (-not $examples -or -not $examples.Count) { $missing.Add("$($Command.Name) has no <example>"); return }
    Write-Element command:examples {
        $number = 0
        foreach ($example in $examples) {
            $number++
            Write-Element command:example {
                Write-Element maml:title "-------------------------- Example $number --------------------------"
                Write-Element dev:code (Get-Code $example)
                # The blank paragraph separates it from the next example.
                Write-Element dev:remarks { Write-Paragraph @(Get-Paragraph $example .; "`n") }
            }
        }
    }
}

$imported = Import-Module (Join-Path $Module SalesforceCC.psd1) -PassThru
$commands = @($imported.ExportedCmdlets.Values | Sort-Object Name)
$page = "$($imported.ProjectUri)"
$comments = Read-Docs (Split-Path $Docs)
$settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
$null = New-Item -ItemType Directory -Force (Split-Path $Help)
$xml = [Xml.XmlWriter]::Create($Help, $settings)
try {
    $xml.WriteStartElement('helpItems', 'http://msh')
    $xml.WriteAttributeString('schema', 'maml')
    foreach ($prefix in $namespaces.Keys) { $xml.WriteAttributeString('xmlns', $prefix, $null, $namespaces[$prefix]) }
    $commands.ForEach({ Write-Command $_ })
    $xml.WriteEndElement()
}
finally {
    $xml.Dispose()
}
if ($missing) { throw "Help is incomplete:`n$(($missing | Select-Object -Unique) -join "`n")" }
